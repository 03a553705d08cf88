/**
 * How fast a plain table is written as .xlsx, and in how much memory: this product's writer against exceljs' streaming one, the same rows, each run in
 * its own process, one after the other, so that a busy machine slows both. Every file is read back and its cells counted, which is not measured.
 *
 *   npm run build && node bench/export-rows.mjs [--rows 1000000] [--runs 3] [--exceljs-runs 1] [--dist dist] [--json]
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { atLeast, atMost, report } from './lib/report.mjs';

const GOALS = { rowsPerSecond: 20_000, peakMiB: 250 };
const COLUMNS = 12;

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
    'exceljs-runs': { type: 'string', default: '1' },
    dist: { type: 'string', default: 'dist' },
    json: { type: 'boolean', default: false },
  },
});
const rows = Number(options.rows);
const dist = resolve(options.dist);
const child = join(import.meta.dirname, 'export-rows.child.mjs');

/** What one writer took, and the size of what it wrote. */
async function run(writer, file) {
  const { stdout } = await promisify(execFile)(process.execPath, [child, writer, file, String(rows), dist]);
  await check(writer, file);
  return { ...JSON.parse(stdout), fileMiB: statSync(file).size / 2 ** 20 };
}

async function check(writer, file) {
  const { openXlsxFile } = await import(pathToFileURL(join(dist, 'intake/readers/xlsx/index.js')).href);
  const workbook = await openXlsxFile(file);
  let [read, cells] = [0, 0];
  for await (const batch of workbook.rowBatches(0)) for (const row of batch) [read, cells] = [read + 1, cells + row.cells.length];
  await workbook.close();
  if (read !== rows + 1 || cells !== read * COLUMNS) throw new Error(`${writer} wrote ${read} rows, ${cells} cells.`);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function summary(name, results) {
  const of = (field) => median(results.map((result) => result[field]));
  const most = (field) => Math.max(...results.map((result) => result[field]));
  const seconds = of('seconds');
  const figures = { seconds, cpuSeconds: of('cpuSeconds'), rowsPerSecond: rows / seconds, peakMiB: most('peakMiB'), p99Ms: most('p99Ms') };
  return { name, ...figures, fileMiB: of('fileMiB') };
}

const runs = { own: Number(options.runs), exceljs: Number(options['exceljs-runs']) };
const results = { own: [], exceljs: [] };
const folder = mkdtempSync(join(tmpdir(), 'bench-export-'));
try {
  for (let i = 0; i < Math.max(runs.own, runs.exceljs); i++) {
    for (const writer of ['own', 'exceljs']) if (i < runs[writer]) results[writer].push(await run(writer, join(folder, `${writer}.xlsx`)));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const own = summary('own writer', results.own);
const exceljs = summary("exceljs' WorkbookWriter", results.exceljs);
const ratio = exceljs.seconds / own.seconds;
const goals = [
  atLeast('rows written per second', GOALS.rowsPerSecond, own.rowsPerSecond, 'rows/s'),
  atMost('peak memory', GOALS.peakMiB, own.peakMiB, 'MiB'),
];
const rounded = (result) =>
  Object.fromEntries(
    Object.entries(result).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value * 100) / 100 : value]),
  );
console.table([own, exceljs].map(rounded));
console.log(`${rows} rows: ${ratio.toFixed(1)} times as fast (CPU ${(exceljs.cpuSeconds / own.cpuSeconds).toFixed(1)}).`);
for (const { what, goal, measured, met } of goals) console.log(`${met ? 'met   ' : 'MISSED'} ${what}: ${measured}, goal ${goal}`);
if (options.json)
  report({ bench: 'export-rows', rows, results: [own, exceljs].map(({ fileMiB: _size, ...result }) => result), ratio, goals });
