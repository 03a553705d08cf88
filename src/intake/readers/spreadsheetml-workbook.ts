import type { SourceFile } from '../../platform/files/source-file.js';
import type { OpenWorkbook, SheetRow } from '../domain/index.js';
import { markupTokens } from './markup.js';
import { SpreadsheetMlReader, type SpreadsheetMlSheet } from './spreadsheetml-reader.js';
import { decodeFile, encodingOf, type TextStart } from './text-encoding.js';
import { unreadable } from './unreadable.js';
import { activeContent } from './xlsx/refusals.js';

/** "XML 表格 2003": a whole workbook in one XML file. A document type, which could pull in other files, is refused. */
export async function openSpreadsheetMl(file: SourceFile, start: TextStart): Promise<OpenWorkbook> {
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(start.text)?.[1];
  const source = await decodeFile(file, await encodingOf(file, start, declared));
  if (/<!(DOCTYPE|ENTITY)/i.test(source)) throw activeContent();
  if (!/<\/(?:[\w.-]+:)?Workbook\s*>\s*$/.test(source)) throw unreadable('workbook-damaged');
  const reader = new SpreadsheetMlReader();
  for (const token of markupTokens(source)) reader.take(token);
  if (reader.sheets.length === 0) throw unreadable('workbook-format');
  return { sheets: reader.sheets, rows: (i) => rowsOf(source, i), close: async () => {} };
}

async function* rowsOf(source: string, index: number): AsyncGenerator<SheetRow> {
  const reader = new SpreadsheetMlReader();
  let wanted: SpreadsheetMlSheet | undefined;
  for (const token of markupTokens(source)) {
    const row = reader.take(token);
    wanted ??= reader.sheets[index];
    if (reader.sheets.length > index + 1) return;
    if (row && wanted) yield row;
  }
}
