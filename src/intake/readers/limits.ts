import type { CellValue, SheetRow } from '../domain/index.js';
import { unreadable } from './unreadable.js';
import { DEFAULT_LIMITS, exceeded } from './xlsx/limits.js';

/** How long one row of a text file may be, in bytes; a quote that is never closed ends here. */
export const LONGEST_RECORD = DEFAULT_LIMITS.rowBytes;
export const MOST_COLUMNS = DEFAULT_LIMITS.columns;

/** Refuses a file for its size in bytes, before it is read. */
export function refuseLargeFile(size: number): void {
  if (size > DEFAULT_LIMITS.fileBytes) throw exceeded('limit-file-size', DEFAULT_LIMITS);
}

/**
 * A row within the limits that hold for every format; null when nothing is in it. Empty cells at its end are dropped: they may be a
 * coloured line over sixteen thousand columns.
 */
export function rowWithinLimits(number: number, cells: readonly CellValue[], hidden: boolean): SheetRow | null {
  let width = cells.length;
  while (width > 0 && (cells[width - 1] ?? null) === null) width--;
  if (width === 0) return null;
  if (number > DEFAULT_LIMITS.rows) throw exceeded('limit-rows', DEFAULT_LIMITS);
  if (width > DEFAULT_LIMITS.columns) throw exceeded('limit-columns', DEFAULT_LIMITS);
  for (const cell of cells) checkCell(cell);
  return { number, cells: width === cells.length ? cells : cells.slice(0, width), hidden };
}

function checkCell(cell: CellValue): void {
  if (typeof cell === 'string' && cell.length > DEFAULT_LIMITS.cellCharacters) throw exceeded('limit-cell', DEFAULT_LIMITS);
  if (typeof cell === 'number' && !Number.isFinite(cell)) throw unreadable('workbook-damaged');
}
