/**
 * Runs the benches one after the other, each in a process of its own; with --write brings docs/benchmarks.md up to date with what they report.
 * Ends with 1 where a goal is missed or a bench fails.
 *
 *   npm run bench [-- --only read-rows,export-rows] [-- --write]
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { updated } from './lib/document.mjs';
import { isReport, reportIn } from './lib/report.mjs';

const ROOT = dirname(import.meta.dirname);
const DOCUMENT = join(ROOT, 'docs', 'benchmarks.md');

const BENCHES = [
  {
    name: 'read-rows',
    title: 'Reading an .xlsx',
    program: ['bench/read-rows.mjs'],
    against: "This product's streaming reader against exceljs' one, the same file of twelve columns.",
  },
  {
    name: 'import-persons',
    title: 'Importing persons',
    program: ['bench/import-persons.mjs', '--format', 'xlsx', '--database', 'both'],
    against: 'A whole import into an empty database: read, validate, plan, apply. CPU seconds are those of the server process.',
  },
  {
    name: 'export-rows',
    title: 'Writing an .xlsx',
    program: ['bench/export-rows.mjs'],
    against: "This product's streaming writer against exceljs' one, the same twelve columns, frozen header, filter and compression.",
  },
  {
    name: 'matching-quality',
    title: 'Matching: quality',
    program: ['bench/matching/quality.mjs'],
    against:
      'Invented registries and enrolments whose true links are known, beside three baselines at their best threshold on the same data.',
  },
  {
    name: 'matching-workers',
    title: 'Matching: one process and two',
    program: ['bench/matching/scale.mjs', '--records', '100000', '--workers', '1,2'],
    against:
      'The engine in parts; all anew, after 1 % of the rows of both sides changed (name, telephone, contact or head-count), and after 1 % took the names of others.',
  },
  {
    name: 'matching-scale',
    title: 'Matching: a million with a million',
    program: ['bench/matching/scale.mjs', '--records', '1000000', '--workers', '2'],
    against:
      'The engine in parts by two processes; all anew, after 1 % of the rows of both sides changed (name, telephone, contact or head-count), and after 1 % took the names of others.',
  },
  {
    name: 'matching-database',
    title: 'Matching through the database',
    program: ['bench/matching/database.mjs', '--records', '100000', '--database', 'both'],
    against: 'Whole runs of one process, from the rows of the tables to the links; all anew, and after 1 % of the rows of both sides changed.',
  },
  {
    name: 'report-scale',
    title: 'Reports of 3,000 counties',
    program: ['bench/report-scale.mjs'],
    against:
      'One cycle of 3,000 counties with 100 enterprises and 20 cases each, prepared by two worker processes: from the order to the last report with its forms.',
  },
  {
    name: 'county-matrix',
    title: 'County matrix',
    program: ['bench/county-matrix.mjs', '--database', 'both'],
    against: 'The matrix of counties and due days as JSON, every second report handed in; 120 counties are a province.',
  },
  {
    name: 'load',
    title: 'A province at work',
    program: ['bench/load.mjs'],
    against:
      '300 sessions, each asking every ten seconds, of 50,000 enterprises with 1,000,000 workers; the load is made on the same two cores.',
  },
].map((bench) => ({ ...bench, command: `node ${bench.program.join(' ')} --json` }));

const { values: options } = parseArgs({ options: { only: { type: 'string' }, write: { type: 'boolean', default: false } } });
const names = options.only?.split(',') ?? BENCHES.map(({ name }) => name);
const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
if (unknown.length > 0)
  throw new Error(`No bench is called ${unknown.join(', ')}; there are ${BENCHES.map(({ name }) => name).join(', ')}.`);

const reports = new Map();
for (const bench of BENCHES.filter(({ name }) => names.includes(name))) {
  console.log(`\n# ${bench.title} (${bench.command})`);
  reports.set(bench.name, await run(bench));
  // After each: what took minutes is not lost when a later one fails.
  if (options.write) write();
}
const missed = [...reports].flatMap(([name, { goals }]) => goals.filter(({ met }) => !met).map(({ what }) => `${name}: ${what}`));
if (missed.length > 0) {
  console.log(`\nMissed goals: ${missed.join('; ')}`);
  process.exitCode = 1;
}

function write() {
  const document = existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '';
  writeFileSync(DOCUMENT, updated(document, BENCHES, reports, machine()));
  console.log(`\nWritten: ${DOCUMENT}`);
}

/** Shows what a bench prints for people, and returns what it reports. */
async function run({ name, program }) {
  const child = spawn(process.execPath, [...program, '--json'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) output += chunk;
  const code = child.exitCode ?? (await new Promise((done) => child.once('exit', done)));
  console.log(
    output
      .split('\n')
      .filter((line) => !isReport(line))
      .join('\n')
      .trimEnd(),
  );
  const report = reportIn(output);
  if (code !== 0 || report === undefined) throw new Error(`The bench ${name} ended with ${code} and ${report ? 'a' : 'no'} report.`);
  return report;
}

function machine() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    commit: git('describe', '--always', '--dirty', '--abbrev=10'),
  };
}
