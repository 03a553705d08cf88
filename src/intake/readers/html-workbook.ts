import type { SourceFile } from '../../platform/files/source-file.js';
import type { MergedRange, OpenWorkbook, SheetRow } from '../domain/index.js';
import { HtmlTables } from './html-tables.js';
import { decodeEntities } from './markup.js';
import { decodeFile, encodingOf, type TextStart } from './text-encoding.js';
import { unreadable } from './unreadable.js';

/**
 * A web page whose tables are read one below the other, as a spreadsheet program shows them; many systems save such a page as .xls. Every
 * cell is text as it is displayed: 004 stays 004.
 */
export async function openHtml(file: SourceFile, start: TextStart): Promise<OpenWorkbook> {
  const declared = /<meta[^>]*charset\s*=\s*["']?([\w-]+)/i.exec(start.text)?.[1];
  const source = await decodeFile(file, await encodingOf(file, start, declared));
  const merges: MergedRange[] = [];
  const tables = new HtmlTables((range) => merges.push(range));
  let rows = 0;
  for (const row of tables.rows(source)) rows += row.cells.length > 0 ? 1 : 0;
  if (rows === 0) throw unreadable('workbook-html');
  const name = /<x:Name>([^<]{1,100})<\/x:Name>/i.exec(source)?.[1];
  return {
    sheets: [{ name: name === undefined ? 'HTML' : decodeEntities(name), hidden: false, merges }],
    rows: () => rowsOf(source),
    close: async () => {},
  };
}

async function* rowsOf(source: string): AsyncGenerator<SheetRow> {
  yield* new HtmlTables(() => undefined).rows(source);
}
