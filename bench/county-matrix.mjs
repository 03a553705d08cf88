/**
 * How long the county matrix of a province takes: every county and turn with state, receipt and totals, as JSON.
 *
 *   npm run build && node bench/county-matrix.mjs [--counties 120] [--turns 6] [--runs 200] [--content-kib 200] [--mariadb mysql://root@127.0.0.1:3306]
 *
 * Every second report is handed in, with sealed content of the given size beside it. Goal: 200 ms (p95).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const GOAL_MS = 200;

const { values: options } = parseArgs({
  options: {
    counties: { type: 'string', default: '120' },
    turns: { type: 'string', default: '6' },
    runs: { type: 'string', default: '200' },
    'content-kib': { type: 'string', default: '200' },
    mariadb: { type: 'string' },
    dist: { type: 'string', default: 'dist' },
  },
});
const load = (path) => import(pathToFileURL(resolve(options.dist, path)).href);
const [counties, turns, runs] = [options.counties, options.turns, options.runs].map(Number);

const { openDatabase } = await load('platform/database/index.js');
const { SCHEMA } = await load('schema.js');
const { RegionTree } = await load('kernel/index.js');
const { Scope } = await load('access/domain/index.js');
const entities = await load('reporting/typeorm/reporting.entities.js');
const { TypeOrmReportingStore } = await load('reporting/typeorm/reporting.store.typeorm.js');
const { TypeOrmCityStore } = await load('reporting/typeorm/city.store.typeorm.js');
const { ShowCompleteness } = await load('reporting/show-completeness.js');
const { ShowMatrix } = await load('reporting/city/show-matrix.js');
const { CoverageSnapshotEntity } = await load('coverage/typeorm/coverage.entities.js');

const PROVINCE = '150000';
const codes = Array.from({ length: counties }, (_, index) => String(150_101 + index));
const region = (code, level, parentCode) => ({ code, name: `${code}旗`, level, parentCode, aliases: [] });
const tree = new RegionTree([region(PROVINCE, 'city', null), ...codes.map((code) => region(code, 'county', PROVINCE))]);
const clock = { now: () => new Date('2024-12-01T00:00:00Z'), today: () => '2024-12-01' };

async function fill(database) {
  const content = 'x'.repeat(Number(options['content-kib']) * 1024);
  for (let turn = 0; turn < turns; turn++) {
    const dueOn = `${2022 + Math.floor(turn / 2)}-${turn % 2 === 0 ? '06-05' : '10-10'}`;
    for (const countyCode of codes) await database.unitOfWork(() => addReport(database.writer, { turn, dueOn, countyCode, content }));
  }
}

async function addReport(writer, { turn, dueOn, countyCode, content }) {
  const at = new Date(`${dueOn}T00:00:00Z`);
  const turnOf = { cycleCode: turn % 2 === 0 ? 'june' : 'october', dueOn, windowFrom: dueOn, windowTo: dueOn };
  const report = await writer.save(entities.CountyReportEntity, { ...turnOf, countyCode, state: 'drafting', late: false, version: 1 });
  if ((turn + Number(countyCode)) % 2 === 0) return;
  const kept = { countyCode, asOf: dueOn, content: '{}', hash: '0'.repeat(64), rules: 'r', createdBy: 'b', createdAt: at };
  const { id: snapshotId } = await writer.save(CoverageSnapshotEntity, kept);
  const receipt = { reportId: report.id, countyCode, number: 1, receiptNumber: `${dueOn}-${countyCode}`, hash: '0'.repeat(64), rules: 'r' };
  const submission = { ...receipt, snapshotId, content, submittedBy: 'b', submittedAt: at };
  const { id: submissionId } = await writer.save(entities.ReportSubmissionEntity, submission);
  const handedIn = { state: 'submitted', submissionId, snapshotId, firstSubmittedAt: at, submittedAt: at };
  await writer.update(entities.CountyReportEntity, { id: report.id }, handedIn);
}

async function measure(name, config) {
  const database = await openDatabase(config, SCHEMA);
  try {
    await fill(database);
    const reports = new TypeOrmReportingStore(database, undefined, clock);
    const completeness = new ShowCompleteness(reports, { tree: () => Promise.resolve(tree) }, clock);
    const matrix = new ShowMatrix(completeness, new TypeOrmCityStore(database), clock);
    const principal = { role: 'municipal-reviewer', regionCode: PROVINCE, scope: Scope.below(PROVINCE, tree) };
    const times = [];
    let bytes = 0;
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      bytes = JSON.stringify(await matrix.run(principal, '2022-01-01', '2024-12-31')).length;
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (share) => times[Math.floor(times.length * share)].toFixed(1);
    const verdict = Number(at(0.95)) < GOAL_MS ? 'reached' : 'missed';
    console.log(
      `${name}: ${counties} counties x ${turns} turns, ${(bytes / 1024).toFixed(0)} KiB: median ${at(0.5)} ms, p95 ${at(0.95)} ms (goal ${GOAL_MS} ms: ${verdict})`,
    );
  } finally {
    await database.close();
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'county-matrix-'));
try {
  await measure('SQLite', { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: true });
  if (options.mariadb) await measure('MariaDB', { dataDir, databaseUrl: options.mariadb, dialect: 'mariadb', allowWeakDurability: true });
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
