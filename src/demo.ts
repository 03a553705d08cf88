import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { CreateUser, systemPrincipal, type Principal } from './access/index.js';
import { configFromEnvironment, createContext, createWebApplication, prepareInstallation } from './bootstrap.js';
import { coverageTable } from './cli/coverage-table.js';
import { MeasureCoverage } from './coverage/index.js';
import { RegionSource } from './geography/index.js';
import { ImportWorkbook } from './intake/index.js';
import { asLocalDate, asMonth } from './kernel/index.js';
import { RunMatching } from './matching/index.js';
import type { Config } from './platform/config/config.js';
import { FileStore } from './platform/files/file-store.js';
import { Reconciler } from './platform/jobs/index.js';
import { PlanReports, ReportingStore } from './reporting/index.js';

// The whole main job on the sample city that comes with the product, then serving it.
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CITY = join(ROOT, 'test', 'fixtures', 'city');
const AS_OF = asLocalDate('2022-12-31');
const DUE_DAYS = [asLocalDate('2022-06-05'), asLocalDate('2022-10-10')];

interface Manifest {
  readonly manifest: readonly {
    readonly file: string;
    readonly kind: string;
    readonly counties?: readonly string[];
    readonly asOf?: string;
  }[];
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const started = Date.now();
  const config = configFromEnvironment();
  const context = await createContext({ ...config, role: 'web' });
  const regions = context.get(RegionSource);
  const [city = ''] = await regions.cityCodes();
  const principal = systemPrincipal(await regions.tree(), city);
  await importCity(context, principal);
  await match(context, principal);
  await writeReports(context, principal, join(config.dataDir, 'reports'));
  say(`\n四、截至 ${AS_OF} 的覆盖率`);
  say(coverageTable(await context.get(MeasureCoverage).report(principal, AS_OF, 'county')));
  await context.close();
  await serve(config, principal, started);
}

async function serve(config: Config, principal: Principal, started: number): Promise<void> {
  const app = await createWebApplication(config);
  const [administrator] = await prepareInstallation(app);
  if (administrator) await introduce(app, principal, administrator);
  await app.listen(config.port, config.host);
  const address = await app.getUrl();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(`\n演示服务已启动：${address}（接口文档 ${address}/api/docs），用时 ${seconds} 秒。按 Ctrl+C 结束。`);
}

async function importCity(app: INestApplicationContext, principal: Principal): Promise<void> {
  say('一、导入示例城市的表格');
  const imports = app.get(ImportWorkbook);
  const { manifest } = JSON.parse(await readFile(join(CITY, 'truth.json'), 'utf8')) as Manifest;
  for (const { file, kind, counties, asOf } of manifest) {
    const path = join(CITY, file);
    if (!existsSync(path)) continue;
    const county = kind === 'registry' && counties?.length === 1 ? counties[0] : undefined;
    const batch = await imports.run(principal, {
      kind,
      file: path,
      fileName: file,
      county,
      asOf: asOf === undefined ? undefined : asMonth(asOf),
    });
    say(`  ${file}：${batch.rows} 行，新增 ${batch.counts.new}，变更 ${batch.counts.changed}，错误 ${batch.errorCount}`);
  }
}

async function match(app: INestApplicationContext, principal: Principal): Promise<void> {
  const { auto, review, none } = await app.get(RunMatching).run(principal);
  say(`\n二、匹配企业与参保单位：自动关联 ${auto}，待审核 ${review}，无候选 ${none}`);
}

async function writeReports(app: INestApplicationContext, principal: Principal, folder: string): Promise<void> {
  const planner = app.get(PlanReports);
  for (const dueOn of DUE_DAYS) await planner.planDueOn(principal.regionCode, dueOn);
  const counts = await app.get(Reconciler).runDueNow();
  say(`\n三、报表任务：完成 ${counts.done}，失败 ${counts.failed + counts.dead}（截止日已过，标记为补跑）`);
  const store = app.get(ReportingStore);
  const files = app.get(FileStore);
  await mkdir(folder, { recursive: true });
  for (const dueOn of DUE_DAYS) {
    for (const report of await store.list(principal.scope, { from: dueOn, to: dueOn })) {
      for (const { fileName, fileHash } of await store.files(report))
        await writeFile(join(folder, fileName), await files.get(fileHash), { mode: 0o600 });
    }
  }
  say(`  附件2、附件3 和专项扩面完成情况已写入 ${folder}`);
}

async function introduce(
  app: INestApplicationContext,
  principal: Principal,
  administrator: { username: string; password: string },
): Promise<void> {
  const create = app.get(CreateUser);
  const reviewer = await create.run(principal, {
    username: 'shiju',
    displayName: '演示审核员',
    role: 'municipal-reviewer',
    regionCode: principal.regionCode,
  });
  const clerk = await create.run(principal, { username: 'linhe', displayName: '演示经办人', role: 'county-clerk', regionCode: '150802' });
  say('\n登录（首次登录须修改密码）');
  say(`  系统管理员    ${administrator.username} / ${administrator.password}`);
  say(`  市级审核员    ${reviewer.user.username} / ${reviewer.initialPassword}`);
  say(`  临河区经办人  ${clerk.user.username} / ${clerk.initialPassword}`);
}

await main();
