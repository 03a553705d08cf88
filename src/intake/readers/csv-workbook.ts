import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { OpenWorkbook, SheetRow } from '../domain/index.js';
import { decodeText } from './text-encoding.js';
import { unreadable } from './unreadable.js';

const DELIMITERS = [',', ';', '\t'];
const CHUNK = 1 << 16;

/** A delimited text file as a workbook with one sheet. Rows are numbered by record, empty lines included, as a spreadsheet program would. */
export function openCsv(bytes: Buffer): OpenWorkbook {
  const text = decodeText(bytes);
  return {
    sheets: [{ name: 'CSV', hidden: false, merges: [] }],
    rows: () => records(text),
    close: async () => {},
  };
}

async function* records(text: string): AsyncGenerator<SheetRow> {
  const options = { delimiter: delimiterOf(text), relax_quotes: true, relax_column_count: true, skip_empty_lines: false };
  const parser = Readable.from(chunks(text)).pipe(parse(options));
  let number = 0;
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      number++;
      if (record.some((cell) => cell !== '')) yield { number, cells: record.map(unquote), hidden: false };
    }
  } catch {
    throw unreadable('workbook-damaged');
  }
}

function* chunks(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}

/** Programs write ="0478" to keep Excel from reading a number. */
const unquote = (cell: string): string => /^="(.*)"$/s.exec(cell)?.[1] ?? cell;

/** The delimiter that occurs most in the first lines, outside of quotes. */
function delimiterOf(text: string): string {
  const start = text
    .slice(0, CHUNK)
    .split(/\r?\n/, 20)
    .join('\n')
    .replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => start.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
