/**
 * How long the reports of one cycle take: every county's job from being queued to forms and snapshot, by worker processes as an installation runs them.
 * Build first.
 *
 *   node bench/report-scale.mjs [--counties 3000] [--enterprises 100] [--cases 20] [--workers 2] [--database sqlite|mariadb|both] [--dist dist] [--json]
 *
 * MariaDB with BullMQ (BENCH_MARIADB_URL, BENCH_REDIS_URL: a database of Redis for this alone, which is emptied), SQLite with the embedded dispatcher.
 * `--profile <folder>`: the workers write CPU profiles there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import exceljs from 'exceljs';
import { Redis } from 'ioredis';
import { watchMemory } from './lib/process-tree.mjs';
import { countyName, DUE_ON, fillProvince, provincePack } from './lib/province.mjs';
import { atMost, report } from './lib/report.mjs';
import { withScratch } from './lib/scratch.mjs';

const ROOT = dirname(import.meta.dirname);
const REDIS = process.env.BENCH_REDIS_URL ?? 'redis://127.0.0.1:6379/9';
const GOAL_SECONDS = 600;
const SAMPLE = 25;
const CLOCK_TICKS = 100;

const { values: options } = parseArgs({
  options: {
    counties: { type: 'string', default: '3000' },
    enterprises: { type: 'string', default: '100' },
    cases: { type: 'string', default: '20' },
    workers: { type: 'string', default: '2' },
    database: { type: 'string', default: 'both' },
    dist: { type: 'string', default: 'dist' },
    profile: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const sizes = { counties: Number(options.counties), enterprises: Number(options.enterprises), cases: Number(options.cases), workers: 0 };
const dist = (name) => import(pathToFileURL(resolve(options.dist, name)).href);

const results = [];
const kinds = options.database === 'both' ? ['mariadb', 'sqlite'] : [options.database];
for (const kind of kinds) results.push(await withScratch(kind, 'report-scale', (env) => measure(kind, env)));
if (options.json) {
  const goals = results.map(({ name, seconds }) => atMost(`${name}: all reports prepared`, GOAL_SECONDS, seconds, 's'));
  report({ bench: 'report-scale', rows: sizes.counties, results, goals });
}

async function measure(kind, scratch) {
  const pack = provincePack(join(scratch.DATA_DIR, 'pack'), ROOT, sizes.counties);
  const env = { ...scratch, REGION_PACK: pack, ...(kind === 'mariadb' ? { REDIS_URL: await emptiedRedis() } : {}) };
  Object.assign(process.env, env);
  for (const name of ['DATABASE_URL', 'REDIS_URL']) if (!(name in env)) delete process.env[name];
  const { configFromEnvironment, createContext } = await dist('bootstrap.js');
  const context = await createContext({ ...configFromEnvironment(), role: 'web' });
  try {
    return await measureIn(context, kind, env);
  } finally {
    await context.close();
  }
}

async function measureIn(context, kind, env) {
  const filledFrom = performance.now();
  await fillProvince(context, options.dist, sizes);
  console.log(`${kind}: ${sizes.counties} counties filled in ${((performance.now() - filledFrom) / 1000).toFixed(0)} s`);
  const workers = Array.from({ length: Number(options.workers) }, () => startWorker(env));
  try {
    const state = await stateOf(context);
    await state.settled();
    const result = await prepareAll(context, state, workers);
    const name = kind === 'mariadb' ? 'MariaDB, BullMQ' : 'SQLite, embedded';
    console.log(
      `${name}: ${result.seconds.toFixed(1)} s (queued after ${result.queued.toFixed(1)} s), CPU of the workers ${result.cpuSeconds.toFixed(0)} s`,
    );
    await verify(context, state);
    return { name: `${name}, ${workers.length} workers`, rowsPerSecond: sizes.counties / result.seconds, ...result };
  } finally {
    await Promise.all(workers.map(stopWorker));
  }
}

/** From the order to prepare the cycle to the last report prepared. */
async function prepareAll(context, state, workers) {
  const { PlanReports } = await dist('reporting/plan-reports.js');
  const [cpuFrom, peaks] = [sum(workers.map(cpuSeconds)), workers.map(({ pid }) => watchMemory(pid))];
  const from = performance.now();
  await context.get(PlanReports, { strict: false }).planDueOn(DUE_ON);
  const queued = (performance.now() - from) / 1000;
  let told = from;
  for (let done = 0; done < sizes.counties; done = await state.prepared()) {
    for (const worker of workers) if (worker.exitCode !== null) throw new Error(`A worker ended with ${worker.exitCode}.`);
    await pause(250);
    if (performance.now() - told < 10_000) continue;
    told = performance.now();
    console.log(`  ${done} after ${((told - from) / 1000).toFixed(0)} s`);
  }
  const seconds = (performance.now() - from) / 1000;
  return { seconds, queued, cpuSeconds: sum(workers.map(cpuSeconds)) - cpuFrom, peakMiB: sum(peaks.map((stop) => stop())) / 2 ** 20 };
}

/** What the database says of the jobs and the reports. */
async function stateOf(context) {
  const [{ Database }, { Job }, entities] = await Promise.all([
    dist('platform/database/index.js'),
    dist('platform/jobs/index.js'),
    dist('reporting/typeorm/reporting.entities.js'),
  ]);
  const { reader } = context.get(Database);
  const { IsNull, Not } = await import('typeorm');
  return {
    prepared: () => reader.countBy(entities.CountyReportEntity, { dueOn: DUE_ON, preparedAt: Not(IsNull()) }),
    /** The workers have planned the year ahead and nothing of it is under way. */
    settled: async () => {
      for (let [before, quiet] = [-1, 0]; quiet < 8; await pause(500)) {
        const [planned, waiting] = [await reader.countBy(Job, {}), await reader.countBy(Job, { state: 'running' })];
        quiet = planned === before && planned > sizes.counties && waiting === 0 ? quiet + 1 : 0;
        before = planned;
      }
    },
    counts: async () => {
      const reports = await reader.findBy(entities.CountyReportEntity, { dueOn: DUE_ON });
      const ids = new Set(reports.map(({ id }) => id));
      const ofReports = (rows) => rows.filter(({ reportId }) => ids.has(reportId));
      return {
        reports,
        events: ofReports(await reader.findBy(entities.ReportEventEntity, { type: 'prepare' })),
        files: ofReports(await reader.find(entities.ReportFileEntity)),
        jobs: await reader.findBy(Job, { name: 'reporting.prepare-county-report', state: 'done' }),
      };
    },
  };
}

/** Every report once, none twice, and the forms of some of them say what they should. */
async function verify(context, state) {
  const { reports, events, files, jobs } = await state.counts();
  // A preparation that meets the job that opens the turn is tried again: attempts may be more than jobs, preparations not.
  const found = { reports: reports.length, prepared: events.length, files: files.length, jobs: jobs.length };
  const { counties } = sizes;
  const expected = { reports: counties, prepared: counties, files: 3 * counties, jobs: counties };
  if (new Set(events.map(({ reportId }) => reportId)).size !== counties) throw new Error('A report was prepared twice.');
  if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error(`Not what was to be prepared: ${JSON.stringify(found)}`);
  const { FileStore } = await dist('platform/files/file-store.js');
  const store = context.get(FileStore, { strict: false });
  const step = Math.max(1, Math.floor(counties / SAMPLE));
  for (let i = 0; i < counties; i += step) {
    const report = reports.find(({ countyCode }) => countyCode === String(200_001 + i));
    for (const file of files.filter(({ reportId }) => reportId === report.id)) await openForm(await store.get(file.fileHash), file, i);
  }
  console.log(`  checked: ${JSON.stringify(found)}; the forms of every ${step}th county opened`);
}

async function openForm(bytes, { form }, county) {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes);
  const texts = [];
  workbook.worksheets[0].eachRow((row) => row.eachCell((cell) => texts.push(cell.text)));
  if (!texts.some((text) => text.includes(countyName(county)))) throw new Error(`${form} of ${countyName(county)} does not name it.`);
  const rows = workbook.worksheets.reduce((total, sheet) => total + sheet.actualRowCount, 0);
  const least = form === 'annex-3' ? sizes.cases : form === 'annex-2' ? sizes.enterprises * 0.9 : 5;
  if (rows < least) throw new Error(`${form} of ${countyName(county)} has ${rows} rows.`);
}

function startWorker(env) {
  const profile = options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(options.profile)}`];
  const worker = spawn(process.execPath, [...profile, resolve(options.dist, 'main.js')], {
    env: { ...env, ROLE: 'worker', LOG_LEVEL: 'warn' },
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return worker;
}

async function stopWorker(worker) {
  if (worker.exitCode !== null) return;
  const ended = once(worker, 'exit');
  worker.kill('SIGTERM');
  await ended;
}

async function emptiedRedis() {
  const redis = new Redis(REDIS);
  await redis.flushdb();
  redis.disconnect();
  return REDIS;
}

function cpuSeconds({ pid }) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
