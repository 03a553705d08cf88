import type { CellValue, MergedRange } from '../../domain/index.js';
import { damaged } from './refusals.js';

/** Merged ranges do not lie over each other, so that few cover a row; a file where they do costs no more than this. */
const MOST_LOOKS = 2 ** 29;

/** Empties the covered cells of merged ranges, row by row. Quick for rows in their order, right for any. */
export class MergeMap {
  private readonly ranges: readonly MergedRange[];
  private next = 0;
  private row = 0;
  private active: MergedRange[] = [];
  private looks = 0;

  constructor(ranges: readonly MergedRange[]) {
    this.ranges = [...ranges].sort((a, b) => a.top - b.top);
  }

  clear(cells: CellValue[], row: number): void {
    if (this.ranges.length === 0) return;
    this.goTo(row);
    for (const range of this.active) {
      for (let column = range.left; column <= range.right && column < cells.length; column++) {
        if (column !== range.left || row !== range.top) cells[column] = null;
      }
    }
  }

  private goTo(row: number): void {
    if (row < this.row) {
      this.next = 0;
      this.active = [];
    }
    this.row = row;
    this.looks += this.active.length;
    if (this.active.some((range) => range.bottom < row)) this.active = this.active.filter((range) => range.bottom >= row);
    for (let range = this.ranges[this.next]; range && range.top <= row; range = this.ranges[++this.next]) {
      this.looks++;
      if (range.bottom >= row) this.active.push(range);
    }
    if (this.looks > MOST_LOOKS) throw damaged();
  }
}
