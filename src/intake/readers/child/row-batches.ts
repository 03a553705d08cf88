import type { LocalDate } from '../../../kernel/index.js';
import type { CellValue, OpenWorkbook, SheetRow } from '../../domain/index.js';

/** What the server does with so many rows before anything else has its turn takes some milliseconds. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 128 * 1024;

/** Stands between the parts of a batch. Legal in no XML; a text that has it all the same is escaped. */
const SEPARATOR = '\u0000';

/** What a cell is: one letter each, of which some are followed by a part. */
const TEXT = 't';
const ESCAPED_TEXT = 'e';
const NUMBER = 'n';
const DAY = 'd';
const TRUE = '1';
const FALSE = '0';
const EMPTY = '-';

/** A workbook that can hand out many rows at a time, which spares a promise per row. */
interface BatchedWorkbook extends OpenWorkbook {
  rowBatches(sheet: number): AsyncIterable<readonly SheetRow[]>;
}

/**
 * Rows of a sheet, some hundred to a text: one string passes between processes far faster than the objects in it, and is split far faster than JSON is
 * parsed. Parts of a row: its number; whether it is hidden, with a letter for each cell; its cells as far as they need more than their letter.
 */
export async function* packedBatches(workbook: OpenWorkbook, sheet: number): AsyncGenerator<string> {
  let parts: string[] = [];
  let [rowCount, characters] = [0, 0];
  for await (const rows of batchesOf(workbook, sheet)) {
    for (const row of rows) {
      characters += pack(row, parts);
      if (++rowCount < MOST_ROWS && characters < MOST_CHARACTERS) continue;
      yield parts.join(SEPARATOR);
      parts = [];
      [rowCount, characters] = [0, 0];
    }
  }
  if (rowCount > 0) yield parts.join(SEPARATOR);
}

export function unpackBatch(batch: string): SheetRow[] {
  const parts = batch.split(SEPARATOR);
  const rows: SheetRow[] = [];
  for (let at = 0; at < parts.length;) {
    const number = Number(parts[at++]);
    const kinds = parts[at++] ?? '';
    const cells: CellValue[] = [];
    for (let i = 1; i < kinds.length; i++) {
      const kind = kinds[i];
      if (kind === EMPTY) cells.push(null);
      else if (kind === TRUE || kind === FALSE) cells.push(kind === TRUE);
      else cells.push(unpackCell(kind, parts[at++] ?? ''));
    }
    rows.push({ number, cells, hidden: kinds[0] === TRUE });
  }
  return rows;
}

function unpackCell(kind: string | undefined, part: string): CellValue {
  if (kind === TEXT) return part;
  if (kind === NUMBER) return Number(part);
  // The child has read it as one.
  if (kind === DAY) return { date: part as LocalDate };
  return JSON.parse(part) as string;
}

/** Adds the parts of a row; returns how many characters they have. */
function pack({ number, hidden, cells }: SheetRow, parts: string[]): number {
  let kinds = hidden ? TRUE : FALSE;
  let characters = 0;
  parts.push(String(number), '');
  const head = parts.length - 1;
  for (const cell of cells) {
    const [kind, part] = packCell(cell);
    kinds += kind;
    if (part === undefined) continue;
    parts.push(part);
    characters += part.length;
  }
  parts[head] = kinds;
  return characters + kinds.length;
}

function packCell(cell: CellValue): readonly [kind: string, part?: string] {
  // JSON writes the separator as an escape.
  if (typeof cell === 'string') return cell.includes(SEPARATOR) ? [ESCAPED_TEXT, JSON.stringify(cell)] : [TEXT, cell];
  if (cell === null) return [EMPTY];
  if (typeof cell === 'number') return [NUMBER, String(cell)];
  return typeof cell === 'boolean' ? [cell ? TRUE : FALSE] : [DAY, cell.date];
}

function batchesOf(workbook: OpenWorkbook, sheet: number): AsyncIterable<readonly SheetRow[]> {
  return isBatched(workbook) ? workbook.rowBatches(sheet) : oneByOne(workbook.rows(sheet));
}

const isBatched = (workbook: OpenWorkbook): workbook is BatchedWorkbook => 'rowBatches' in workbook;

async function* oneByOne(rows: AsyncIterable<SheetRow>): AsyncGenerator<readonly SheetRow[]> {
  for await (const row of rows) yield [row];
}
