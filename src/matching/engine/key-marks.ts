import { GrowingColumn } from './growing-column.js';
import { KeyTable } from './key-table.js';
import { saltedLane } from './keys.js';

/**
 * What a key tells of who bears it: `enterprise`: its pairs may be judged otherwise; `unit`: those of the unit; `words`: the unit's
 * candidates are described in other words; `below`: as `enterprise`, for those of the division that the key is salted with and of all below it.
 */
export const MARK = { enterprise: 1, unit: 2, words: 4, below: 8 } as const;

/** Keys, as they are or within a division, with marks. */
export class KeyMarks {
  private readonly keys = new KeyTable();
  private readonly marks = new GrowingColumn(Uint8Array);

  add(low: number, high: number, marks: number): void {
    const key = this.keys.number(low, high);
    if (key === this.marks.length) this.marks.push(0);
    this.marks.room[key] = (this.marks.room[key] ?? 0) | marks;
  }

  addIn(low: number, high: number, division: number, marks: number): void {
    this.add(saltedLane(low, division), saltedLane(high, division), marks);
  }

  get(low: number, high: number): number {
    const key = this.keys.find(low, high);
    return key < 0 ? 0 : (this.marks.room[key] ?? 0);
  }

  getIn(low: number, high: number, division: number): number {
    return this.get(saltedLane(low, division), saltedLane(high, division));
  }
}
