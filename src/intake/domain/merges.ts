import { isDitto } from './cells/cell-reading.js';
import type { CellValue, MergedRange, SheetRow } from './workbook.js';

function rangeAt(merges: readonly MergedRange[], row: number, column: number): MergedRange | undefined {
  return merges.find((range) => range.top <= row && row <= range.bottom && range.left <= column && column <= range.right);
}

/** Whether a row has one merged cell of at least half its width: a title, a note or the heading of a group, not a record. */
export function isBanner(merges: readonly MergedRange[], row: SheetRow, width: number): boolean {
  const typed = row.cells.flatMap((cell, i) => (isEmpty(cell) ? [] : [i]));
  const [only] = typed;
  if (only === undefined || typed.length > 1) return false;
  const range = rangeAt(merges, row.number, only);
  return range !== undefined && (range.right - range.left + 1) * 2 >= width;
}

export const isEmpty = (cell: CellValue | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');

/** Carries values down the rows that a merged range covers or that a ditto mark repeats, as the rows go by in order. */
export class FillDown {
  private readonly above = new Map<number, { readonly value: CellValue; readonly until: number }>();

  constructor(private readonly merges: readonly MergedRange[]) {}

  /** What the cell of a filled-down column says on this row. A blank cell outside of a merged range stays blank. */
  valueAt(row: SheetRow, column: number): CellValue {
    const own = row.cells[column] ?? null;
    const above = this.above.get(column);
    if (typeof own === 'string' && isDitto(own)) return above?.value ?? null;
    if (isEmpty(own)) return above && row.number <= above.until ? above.value : null;
    this.above.set(column, { value: own, until: rangeAt(this.merges, row.number, column)?.bottom ?? row.number });
    return own;
  }
}
