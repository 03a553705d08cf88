import { Readable } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import type { CellValue, OpenWorkbook, SheetRow } from '../domain/index.js';
import { LONGEST_RECORD, rowWithinLimits } from './limits.js';
import { decodedChunks, encodingOf, type TextStart } from './text-encoding.js';
import { unreadable } from './unreadable.js';

const DELIMITERS = [',', ';', '\t', '|'];
const SAMPLED_LINES = 50;

const OPTIONS: Options = {
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
  max_record_size: LONGEST_RECORD,
};

/** A delimited text file as a workbook with one sheet. Rows are numbered by record, empty lines included, as a spreadsheet program would. */
export async function openCsv(file: string, start: TextStart): Promise<OpenWorkbook> {
  const encoding = await encodingOf(file, start);
  const text = encoding === start.encoding ? start.text : await startOf(file, encoding);
  const announced = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const delimiter = announced ?? delimiterOf(text);
  return {
    sheets: [{ name: 'CSV', hidden: false, merges: [] }],
    rows: () => records(file, encoding, delimiter, announced === undefined ? 0 : 1),
    close: async () => {},
  };
}

async function startOf(file: string, encoding: string): Promise<string> {
  for await (const text of decodedChunks(file, encoding)) return text;
  return '';
}

/** The rows below the first `skipped` records. */
async function* records(file: string, encoding: string, delimiter: string, skipped: number): AsyncGenerator<SheetRow> {
  const source = Readable.from(decodedChunks(file, encoding));
  const parser = source.pipe(parse({ ...OPTIONS, delimiter }));
  source.on('error', (error) => parser.destroy(error));
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      number++;
      const row = number > skipped ? rowWithinLimits(number, record.map(cellOf), false) : null;
      if (row) yield row;
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable('workbook-damaged') : error;
  } finally {
    source.destroy();
  }
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
