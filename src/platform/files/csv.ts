import { plainText } from './formula-text.js';

const BOM = '\ufeff';

/** Comma-separated text with BOM (Excel reads it as UTF-8); quoted where needed, formulas neutralised by a leading apostrophe. */
export const toCsv = (rows: readonly (readonly string[])[]): string => BOM + rows.map(toLine).join('') + (rows.length === 0 ? '\r\n' : '');

/** As `toCsv`, row by row. */
export async function* csvLines(rows: AsyncIterable<readonly string[]>): AsyncGenerator<Buffer, void> {
  let before = BOM;
  for await (const row of rows) {
    yield Buffer.from(before + toLine(row));
    before = '';
  }
}

const toLine = (row: readonly string[]): string => `${row.map(toCell).join(',')}\r\n`;

function toCell(text: string): string {
  const safe = plainText(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
