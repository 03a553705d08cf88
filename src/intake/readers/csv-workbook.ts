import type { SourceFile } from '../../platform/files/source-file.js';
import type { CellValue, SheetRow } from '../domain/index.js';
import { BatchedWorkbook, type RowBatches } from './batched-workbook.js';
import { CsvRecords } from './csv-records.js';
import { rowWithinLimits } from './limits.js';
import { decodedChunks, encodingOf, type TextStart } from './text-encoding.js';
import { unreadable } from './unreadable.js';

const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLED_LINES = 50;

/** A delimited text file as a workbook with one sheet. Rows are numbered by record, empty lines included, as a spreadsheet program would. */
export async function openCsv(file: SourceFile, start: TextStart): Promise<BatchedWorkbook> {
  const encoding = await encodingOf(file, start);
  const text = encoding === start.encoding ? start.text : await startOf(file, encoding);
  if (!/[\r\n]/.test(text) && !DELIMITERS.some((delimiter) => text.includes(delimiter))) throw unreadable('workbook-format');
  const announced = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const delimiter = announced ?? delimiterOf(text);
  const skipped = announced === undefined ? 0 : 1;
  return new BatchedWorkbook([{ name: 'CSV', hidden: false, merges: [] }], () => batches(file, encoding, delimiter, skipped));
}

async function startOf(file: SourceFile, encoding: string): Promise<string> {
  for await (const text of decodedChunks(file, encoding)) return text;
  return '';
}

/** The rows below the first `skipped` records, in batches. */
async function* batches(file: SourceFile, encoding: string, delimiter: string, skipped: number): RowBatches {
  const records = new CsvRecords(delimiter);
  let number = 0;
  const rowsOf = (found: readonly string[][]): SheetRow[] =>
    found.flatMap((cells) => (++number > skipped ? (rowWithinLimits(number, cells.map(cellOf), false) ?? []) : []));
  for await (const text of decodedChunks(file, encoding)) {
    const rows = rowsOf(records.push(text));
    if (rows.length > 0) yield rows;
  }
  const rows = rowsOf(records.finish());
  if (rows.length > 0) yield rows;
}

/** Programs write ="0478" to keep Excel from reading a number; the last line of a DOS file is a Ctrl-Z. */
function cellOf(cell: string): CellValue {
  if (cell === '' || cell === '\u001a') return null;
  return cell.startsWith('="') ? (/^="(.*)"$/s.exec(cell)?.[1] ?? cell) : cell;
}

/** The delimiter that cuts most of the first lines into equally many cells, outside of quotes; of several the one that cuts into more. */
function delimiterOf(text: string): string {
  const lines = text
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/, SAMPLED_LINES)
    .filter((line) => line.trim() !== '');
  const scores = DELIMITERS.map((delimiter) => evenness(lines.map((line) => line.split(delimiter).length - 1)));
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

/** Lines that have the most usual number of delimiters, then that number. */
function evenness(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  return Math.max(0, ...Array.from(lines, ([count, times]) => times * 1000 + Math.min(count, 999)));
}
