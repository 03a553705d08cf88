import { GrowingColumn } from './growing-column.js';

/** Slots for each key: open addressing stays quick up to about two thirds. */
const ROOM = 1.6;

/** Numbers keys from 0 in the order of their coming. */
export class KeyTable {
  private readonly low = new GrowingColumn(Uint32Array);
  private readonly high = new GrowingColumn(Uint32Array);
  /** The key's number plus one; 0 for an empty slot. */
  private slots = new Uint32Array(4096);

  get size(): number {
    return this.low.length;
  }

  /** The key of a number. */
  at(key: number): { readonly low: number; readonly high: number } {
    return { low: this.low.room[key] ?? 0, high: this.high.room[key] ?? 0 };
  }

  /** The number of the key; -1 where it has none. */
  find(low: number, high: number): number {
    return (this.slots[this.slotOf(low, high)] ?? 0) - 1;
  }

  /** The number of the key, which gets one if it has none. */
  number(low: number, high: number): number {
    const slot = this.slotOf(low, high);
    const known = this.slots[slot] ?? 0;
    if (known !== 0) return known - 1;
    this.low.push(low);
    this.high.push(high);
    this.slots[slot] = this.size;
    if (this.size * ROOM > this.slots.length) this.widen();
    return this.size - 1;
  }

  private slotOf(low: number, high: number): number {
    const mask = this.slots.length - 1;
    const lows = this.low.room;
    const highs = this.high.room;
    for (let slot = low & mask; ; slot = (slot + 1) & mask) {
      const key = this.slots[slot] ?? 0;
      if (key === 0 || (lows[key - 1] === low && highs[key - 1] === high)) return slot;
    }
  }

  private widen(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let key = 1; key <= this.size; key += 1) {
      let slot = (this.low.room[key - 1] ?? 0) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = key;
    }
  }
}
