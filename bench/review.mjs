// Measures what a reviewer waits for in a county: the next entry, the counts, the effects of decisions, a decision and its undo. Build first.
// usage: node bench/review.mjs [--enterprises 1000] [--months 6] [--rounds 100] [--dist dist]
// DATABASE_URL chooses the database, which has to be empty; without it SQLite in a folder of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    enterprises: { type: 'string', default: '1000' },
    months: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '100' },
    dist: { type: 'string', default: 'dist' },
  },
});
const [size, months, rounds] = [options.enterprises, options.months, options.rounds].map(Number);
const COUNTY = '150821';
const FIRST = '宏兴瑞德昌隆泰盛源恒永信诚富金银铁石山河';
const SECOND = '达通和顺安宁丰茂祥利';
const TRADES = ['石料厂', '砖厂', '水泥有限公司', '石灰厂', '采石场'];

/** Every second enterprise stands in enrolment with another character that sounds alike, for a person to decide. */
function nameOf(i, isUnit) {
  const brand = FIRST[i % FIRST.length] + SECOND[Math.floor(i / FIRST.length) % SECOND.length];
  const last = isUnit && i % 2 === 1 ? '朋' : '鹏';
  return `五原县${brand}${last}${TRADES[Math.floor(i / (FIRST.length * SECOND.length)) % TRADES.length]}`;
}

const dataDir = mkdtempSync(join(tmpdir(), 'bench-review-'));
Object.assign(process.env, { DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'production', ALLOW_WEAK_DURABILITY: 'true' });
try {
  await measure();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

async function measure() {
  const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);
  const [{ configFromEnvironment, createContext }, { ImportWorkbook }, { systemPrincipal }, { RegionSource }] = await Promise.all(
    ['bootstrap.js', 'intake/index.js', 'access/index.js', 'geography/index.js'].map(dist),
  );
  const [{ ReviewQueue }, { DescribeEntry }, { DecideEntry }, { UndoAct }, { MeasureDecisionEffects }, { RunMatching }] = await Promise.all(
    ['queue', 'describe-entry', 'decide-entry', 'undo-act']
      .map((name) => `matching/review/${name}.js`)
      .concat('coverage/effects/decision-effects.js', 'matching/index.js')
      .map(dist),
  );
  const context = await createContext({ ...configFromEnvironment(), role: 'web' });
  const of = (use) => context.get(use, { strict: false });
  const regions = of(RegionSource);
  const principal = systemPrincipal(await regions.tree(), (await regions.cityCodes())[0]);
  await fill(of(ImportWorkbook), principal);
  await of(RunMatching).run(principal);
  const [queue, describe, decide, undo, effects] = [ReviewQueue, DescribeEntry, DecideEntry, UndoAct, MeasureDecisionEffects].map(of);
  const { waiting } = await queue.counts(principal, COUNTY);
  console.log(`${size} enterprises, ${waiting} waiting, ${months} months of enrolment, ${process.env.DATABASE_URL ? 'MariaDB' : 'SQLite'}`);
  const filter = { state: 'open' };
  let last = 0;
  const step = async () => {
    const entry = await queue.next(principal, COUNTY, filter, last);
    last = entry?.enterprise.id ?? 0;
    return entry ?? step();
  };
  await report('next entry, with its candidates', async () => describe.describe(await step()));
  await report('next entry with a sparse filter', () => queue.next(principal, COUNTY, { ...filter, differs: 'alias' }, 0));
  await report('counts', () => queue.counts(principal, COUNTY));
  const day = '2022-12-31';
  const { id } = (await step()).enterprise;
  await report('effects of decisions', () => effects.of(principal, id, day));
  await report('a decision and its undo', async () => {
    const entry = await step();
    const decided = await decide.same(principal, entry.enterprise.id, entry.open[0].unitId, { version: entry.version, note: null });
    await undo.ofEntry(principal, entry.enterprise.id, decided.version);
  });
  await context.close();
}

async function fill(importer, principal) {
  const rows = Array.from({ length: size }, (_, i) => i);
  const registry = rows.map((i) => [i + 1, '建材', nameOf(i, false), '隆兴昌镇', 20 + (i % 50)].join(','));
  await run(importer, principal, 'registry', '2022-01', [
    '填报单位：五原县卫生健康委员会',
    '序号,所属行业,企业名称,企业地址,职工人数',
    ...registry,
  ]);
  for (let month = 1; month <= months; month++) {
    const units = rows.map((i) => [100_000 + i, nameOf(i, true), '工伤保险', '正常参保', 15 + ((i + month) % 40), '五原县'].join(','));
    const asOf = `2022-${String(month).padStart(2, '0')}`;
    await run(importer, principal, 'enrolment-unit', asOf, ['单位编号,单位名称,险种类型,参保状态,参保人数,参保区划', ...units]);
  }
}

async function run(importer, principal, kind, asOf, lines) {
  const file = join(dataDir, `${kind}-${asOf}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  await importer.run(principal, { kind, file, fileName: `${kind}.csv`, asOf });
}

async function report(label, work) {
  for (let i = 0; i < 5; i++) await work();
  const times = [];
  for (let i = 0; i < rounds; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(`${label}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`);
}
