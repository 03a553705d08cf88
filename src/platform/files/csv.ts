import { plainText } from './formula-text.js';

/** Comma-separated text with BOM (Excel reads it as UTF-8); quoted where needed, formulas neutralised by a leading apostrophe. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(toCell).join(',')).join('\r\n')}\r\n`;
}

function toCell(text: string): string {
  const safe = plainText(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
