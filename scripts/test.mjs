import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from './lib/jest.mjs';
import { providePrograms } from './lib/programs.mjs';
import { proclaim, say, seconds } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';
import { provideServices } from './lib/services.mjs';
import { setUp } from './setup.mjs';

/** A step's outcome; `tests` where it counted any. */
/** @typedef {{ name: string, ok: boolean, seconds: string, tests?: { passed: number, failed: number, skipped: number } }} Outcome */

const onCi = process.env.CI === 'true';
const node = (path, ...args) => runNode([join(ROOT, path), ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
const CORES = availableParallelism();
const reports = mkdtempSync(join(tmpdir(), 'dust-test-'));

const from = performance.now();
await setUp();
const outcomes = [
  await step('lint', '代码规范', () => node('node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0')),
  await step('types', '类型', () => node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.test.json')),
  await step('layers', '分层', () =>
    node('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src'),
  ),
  await step('openapi', '接口描述', () => node('scripts/openapi.mjs', '--check')),
  await auditStep(),
  await jestStep('unit', '单元测试', CORES),
  ...(await e2e()),
];
rmSync(reports, { recursive: true });
summarise(outcomes);

async function step(name, chinese, work) {
  const start = performance.now();
  say(`${chinese}……`, name);
  const ok = (await work()) === 0;
  say(`${chinese}${ok ? '通过' : '未通过'}，${seconds(start)} 秒`, `${name} ${ok ? 'passed' : 'FAILED'}`);
  return { name, ok, seconds: seconds(start) };
}

/** A closed network has no registry to ask: that is no failure, but counts as skipped, unless `REQUIRE_AUDIT=true`. */
async function auditStep() {
  let asked = true;
  const outcome = await step('audit', '依赖漏洞', async () => {
    const code = await node('scripts/audit.mjs');
    asked = code !== 2 || process.env.REQUIRE_AUDIT === 'true';
    return asked ? code : 0;
  });
  return asked ? outcome : { ...outcome, tests: { passed: 0, failed: 0, skipped: 1 } };
}

/** `workers`: how many specs run at a time. */
async function jestStep(project, chinese, workers, env = {}) {
  const file = join(reports, `${project}.json`);
  const outcome = await step(project, chinese, () =>
    jest(['--selectProjects', project, '--json', `--outputFile=${file}`, `--maxWorkers=${workers}`], env),
  );
  return { ...outcome, tests: countTests(file) };
}

/** A suite that could not run at all counts as one failed test: it would otherwise be missing from the count. */
function countTests(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function e2e() {
  const programs = await providePrograms();
  const services = await provideServices();
  try {
    const missing = [
      services.mariadbUrl ? [] : ['MariaDB/MySQL'],
      services.redisUrl ? [] : ['Redis'],
      ...programs.map(({ name }) => name),
    ].flat();
    if (missing.length > 0) proclaimSkipped(missing, programs);
    const env = { TEST_MARIADB_URL: services.mariadbUrl ?? '', TEST_REDIS_URL: services.redisUrl ?? '' };
    const done = [await jestStep('e2e', '端到端测试', CORES, env), await jestStep('alone', '独占资源的端到端测试', 1, env)];
    return missing.length > 0 && onCi ? [...done, { name: 'services', ok: false, seconds: '0.0' }] : done;
  } finally {
    await services.stop();
  }
}

function proclaimSkipped(missing, programs) {
  const packages = ['mariadb-server', 'redis-server', ...programs.map(({ debian }) => debian)].join(' ');
  proclaim([
    `跳过：未找到 ${missing.join('、')}，依赖它的端到端测试没有运行。`,
    `SKIPPED: no ${missing.join(' and no ')}, the e2e tests on it do not run.`,
    `解决：启动 Docker，或 sudo apt-get install -y ${packages}，`,
    '或设置 TEST_MARIADB_URL / TEST_REDIS_URL。 Start Docker, install these packages, or set these variables.',
    ...(onCi ? ['CI=true 时这算失败。 With CI=true this is a failure.'] : []),
  ]);
}

/** The last line counts tests; every check that is no test counts as one failure when it fails, so that "0 failed" always means success. */
function summarise(all) {
  const sum = (key) => all.reduce((total, { tests }) => total + (tests?.[key] ?? 0), 0);
  const checksFailed = all.filter(({ ok, tests }) => !ok && !(tests?.failed > 0)).length;
  const failed = sum('failed') + checksFailed;
  const table = all.map(({ name, ok, seconds: time, tests }) => {
    const counts = tests ? `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped` : '';
    return `  ${name.padEnd(10)}${(ok ? 'ok' : 'FAILED').padEnd(8)}${time.padStart(7)} s  ${counts}`;
  });
  console.log(['', ...table, `  ${'all'.padEnd(18)}${seconds(from).padStart(7)} s`, ''].join('\n'));
  const skipped = sum('skipped');
  console.log(`${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = all.every(({ ok }) => ok) && failed === 0 ? 0 : 1;
}
