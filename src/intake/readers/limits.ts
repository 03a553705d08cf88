import { Problem } from '../../kernel/index.js';
import type { CellValue, SheetRow } from '../domain/index.js';

const MIB = 2 ** 20;

/** How large a file may be, in bytes. */
export const LARGEST_FILE = 100 * MIB;
/** How long one row of a text file may be, in bytes; a quote that is never closed ends here. */
export const LONGEST_RECORD = 16 * MIB;
export const MOST_COLUMNS = 512;

const MOST_ROWS = 1_048_576;
const LONGEST_CELL = 32_767;

/** Refuses a file for its size, before it is read. */
export function refuseLargeFile(size: number): void {
  if (size <= LARGEST_FILE) return;
  const message = `文件超过 ${LARGEST_FILE / MIB} MiB，请拆分成几个文件后分别上传。`;
  throw new Problem('too-large', 'workbook-too-large', message, { size });
}

/**
 * A row within the limits that hold for every format; null when nothing is in it. Empty cells at its end are dropped: they may be a
 * coloured line over sixteen thousand columns.
 */
export function rowWithinLimits(number: number, cells: readonly CellValue[], hidden: boolean): SheetRow | null {
  let width = cells.length;
  while (width > 0 && (cells[width - 1] ?? null) === null) width--;
  if (width === 0) return null;
  if (number > MOST_ROWS) throw tooManyRows();
  if (width > MOST_COLUMNS) throw tooManyColumns(number);
  for (const cell of cells) if (typeof cell === 'string' && cell.length > LONGEST_CELL) throw cellTooLong(number);
  return { number, cells: width === cells.length ? cells : cells.slice(0, width), hidden };
}

const tooManyRows = (): Problem =>
  new Problem('too-large', 'workbook-too-many-rows', `工作表超过 ${MOST_ROWS} 行，请拆分成几个文件后分别上传。`);

const tooManyColumns = (row: number): Problem =>
  new Problem('too-large', 'workbook-too-many-columns', `第 ${row} 行超过 ${MOST_COLUMNS} 列，请删除表格以外的列后重新上传。`, { row });

const cellTooLong = (row: number): Problem =>
  new Problem('too-large', 'workbook-cell-too-long', `第 ${row} 行有单元格超过 ${LONGEST_CELL} 个字符，请缩短后重新上传。`, { row });
