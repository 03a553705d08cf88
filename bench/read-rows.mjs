/**
 * How fast the rows of an .xlsx are read, and in how much memory: this product's reader against exceljs' streaming one, each run in its own process,
 * one after the other, so that a busy machine slows both.
 *
 *   npm run build && node bench/read-rows.mjs [--rows 1000000] [--runs 3] [--exceljs-runs 3] [--dist dist] [--json]
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { atLeast, atMost, report } from './lib/report.mjs';
import { writeWorkbook } from './read-rows.workbook.mjs';

const GOALS = { timesFaster: 8, peakMiB: 200 };

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '3' },
    'exceljs-runs': { type: 'string', default: '3' },
    dist: { type: 'string', default: 'dist' },
    json: { type: 'boolean', default: false },
  },
});
const rows = Number(options.rows);
const file = join(tmpdir(), `read-rows-${rows}.xlsx`);
const child = join(import.meta.dirname, 'read-rows.child.mjs');

async function run(reader) {
  const { stdout } = await promisify(execFile)(process.execPath, [child, reader, file, resolve(options.dist)]);
  const result = JSON.parse(stdout);
  if (result.rows !== rows + 1 || result.cells !== result.rows * 12)
    throw new Error(`${reader} read ${result.rows} rows, ${result.cells} cells`);
  return result;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function summary(results) {
  const of = (field) => median(results.map((result) => result[field]));
  return { seconds: of('seconds'), cpuSeconds: of('cpuSeconds'), peakMiB: Math.max(...results.map(({ peakMiB }) => peakMiB)) };
}

if (!existsSync(file)) {
  await writeWorkbook(`${file}.part`, rows);
  await rename(`${file}.part`, file);
}
const runs = { own: Number(options.runs), exceljs: Number(options['exceljs-runs']) };
const results = { own: [], exceljs: [] };
for (let i = 0; i < Math.max(runs.own, runs.exceljs); i++) {
  for (const reader of ['own', 'exceljs']) if (i < runs[reader]) results[reader].push(await run(reader));
}
const own = summary(results.own);
const exceljs = summary(results.exceljs);
const line = (name, { seconds, cpuSeconds, peakMiB }) => ({
  reader: name,
  seconds: seconds.toFixed(2),
  'CPU seconds': cpuSeconds.toFixed(2),
  'rows/s': Math.round(rows / seconds),
  'peak MiB': Math.round(peakMiB),
});
console.table([line('own', own), line("exceljs' stream", exceljs)]);
const ratio = exceljs.seconds / own.seconds;
console.log(
  `${rows} rows: ${ratio.toFixed(1)} times as fast (CPU ${(exceljs.cpuSeconds / own.cpuSeconds).toFixed(1)}), goal ${GOALS.timesFaster};`,
);
console.log(`peak ${Math.round(own.peakMiB)} MiB, goal at most ${GOALS.peakMiB}.`);
if (options.json) {
  const result = (name, { seconds, cpuSeconds, peakMiB }) => ({ name, seconds, cpuSeconds, rowsPerSecond: rows / seconds, peakMiB });
  const goals = [
    atLeast("times as fast as exceljs' streaming reader", GOALS.timesFaster, ratio, 'times'),
    atMost('peak memory', GOALS.peakMiB, own.peakMiB, 'MiB'),
  ];
  report({ bench: 'read-rows', rows, results: [result('own reader', own), result("exceljs' WorkbookReader", exceljs)], ratio, goals });
}
