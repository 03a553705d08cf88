import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { withLock } from './lib/lock.mjs';
import { heartbeat, proclaim, say, seconds } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';
import { findProgram, run, runNode } from './lib/run.mjs';
import { satisfies } from './lib/versions.mjs';

const INSTALLED = join(ROOT, 'node_modules/.installed.json');

/** What is built, from what, and how long that takes on an ordinary computer. */
const SERVICE = {
  mark: join(ROOT, 'dist/.built'),
  inputs: ['src', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'],
  what: ['构建程序（nest build，约 15 秒）', 'building, about 15 seconds'],
  program: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
};
const WEB = {
  mark: join(ROOT, 'dist-web/.built'),
  inputs: ['web', 'openapi.json', 'package-lock.json', 'scripts/build-web.mjs'],
  what: ['构建网页（vite build，约 10 秒）', 'building the web application, about 10 seconds'],
  program: ['scripts/build-web.mjs'],
};
/** Made by the build itself, in a folder that it reads. */
const GENERATED = join(ROOT, 'web/src/platform/api/schema.d.ts');
const LOCK = join(tmpdir(), `dust-insurance-coverage-${sha256(ROOT).slice(0, 12)}.lock`);

/** Installs and builds the service where needed; ends the process with a clear sentence where that cannot be done. Says nothing when all is in place. */
export const setUp = () => prepare([SERVICE]);

/** As `setUp`, with the web application. */
export const setUpWithWeb = () => prepare([SERVICE, WEB]);

async function prepare(targets) {
  try {
    checkNode();
    await ensureInstalled();
    for (const target of targets) await ensureBuilt(target);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    proclaim(error.lines);
    process.exit(1);
  }
}

/** Something the user has to mend: Chinese and English lines. */
class SetupError extends Error {
  constructor(lines) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export function checkNode() {
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node;
  if (satisfies(process.versions.node, wanted)) return;
  throw new SetupError([
    `Node.js 版本不合适：现为 ${process.versions.node}，需要 ${wanted}。请安装合适的版本后重试。`,
    `Node.js ${process.versions.node} does not fit: ${wanted} is needed.`,
  ]);
}

/** Makes node_modules agree with package-lock.json and with this Node. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(LOCK, async () => {
    if (isInstalled()) return;
    if (!(await isInstalledByHand())) await install();
    writeFileSync(INSTALLED, `${JSON.stringify(installation())}\n`);
  });
}

/** The lock file's content rather than its time: a checkout that touches it costs nothing. */
const installation = () => ({ lock: sha256(readFileSync(join(ROOT, 'package-lock.json'))), abi: process.versions.modules });

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  try {
    return JSON.stringify(JSON.parse(readFileSync(INSTALLED, 'utf8'))) === JSON.stringify(installation());
  } catch {
    return false;
  }
}

/** Whether a plain `npm ci` has already brought in all that the lock file lists, with a SQLite driver that runs on this Node. */
async function isInstalledByHand() {
  const found = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(found)) return false;
  const present = JSON.parse(readFileSync(found, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages);
  const complete = wanted.every(([path, { version, optional }]) => path === '' || optional || present[path]?.version === version);
  const probe = "import('better-sqlite3').then(({ default: Database }) => new Database(':memory:').close())";
  return complete && (await runNode(['--input-type=module', '-e', probe], { stdio: 'ignore' })) === 0;
}

async function install() {
  const from = performance.now();
  say(
    '安装依赖（npm ci）……若无预编译文件，SQLite 驱动需现场编译约两分钟',
    'installing dependencies; the SQLite driver may compile for about two minutes',
  );
  const still = heartbeat('仍在安装', 'still installing');
  // The build needs the development packages, also where NODE_ENV=production is set.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const code = await (npm?.endsWith('.js') ? runNode([npm, ...args]) : run('npm', args)).finally(still);
  if (code !== 0) throw new SetupError(installFailure());
  say(`依赖安装完成，用时 ${seconds(from)} 秒`, 'dependencies installed');
}

function installFailure() {
  const missing = [
    ['python3', 'python3'],
    ['make', 'make'],
    ['g++', 'g++'],
  ].filter(([program]) => findProgram(program) === undefined);
  const packages = missing.map(([, debian]) => debian).join(' ');
  if (packages === '') {
    return [
      '依赖安装失败，原因见上方 npm 的输出；请按其提示处理（常见：网络或 npm 源不通）后重试。',
      'npm ci failed, see its output above (often the network or the registry).',
    ];
  }
  return [
    `依赖安装失败。SQLite 驱动需要编译，但缺少：${packages}。请执行：`,
    `    sudo apt-get install -y ${packages}`,
    'npm ci failed; the compiler tools named above are missing.',
  ];
}

/** Makes what is built agree with the sources. */
async function ensureBuilt(target) {
  if (isBuilt(target, fingerprint(target))) return;
  await withLock(LOCK, async () => {
    const sources = fingerprint(target);
    if (isBuilt(target, sources)) return;
    await build(target);
    mkdirSync(dirname(target.mark), { recursive: true });
    writeFileSync(target.mark, sources);
  });
}

const isBuilt = ({ mark }, sources) => existsSync(mark) && readFileSync(mark, 'utf8') === sources;

/** One hash over the paths and contents of everything that the build reads. */
function fingerprint({ inputs }) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesUnder(join(ROOT, input)))) {
    const content = readFileSync(file);
    hash.update(`${relative(ROOT, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (path === GENERATED) return [];
  if (!statSync(path).isDirectory()) return path.endsWith('.spec.ts') ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

async function build({ what, program: [script, ...args] }) {
  const from = performance.now();
  say(...what);
  const code = await runNode([join(ROOT, script), ...args]);
  if (code !== 0) throw new SetupError(['构建失败，原因见上方输出。', 'The build failed, see its output above.']);
  say(`构建完成，用时 ${seconds(from)} 秒`, 'built');
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}
