import { SEGMENT_IDS } from './segment.js';

/** Ids as bits. */
export class IdSet {
  private bits: Uint32Array;
  private count = 0;

  constructor(bits: Uint32Array = new Uint32Array(1024)) {
    this.bits = bits;
    for (const word of bits) for (let rest = word; rest !== 0; rest &= rest - 1) this.count += 1;
  }

  get size(): number {
    return this.count;
  }

  add(id: number): void {
    const word = id >>> 5;
    if (word >= this.bits.length) this.grow(word + 1);
    const bit = 1 << (id & 31);
    const before = this.bits[word] ?? 0;
    if ((before & bit) !== 0) return;
    this.bits[word] = before | bit;
    this.count += 1;
  }

  addAll(bits: Uint32Array): void {
    eachOf(bits, 0, bits.length, (id) => this.add(id));
  }

  /** Ascending. */
  each(take: (id: number) => void): void {
    eachOf(this.bits, 0, this.bits.length, take);
  }

  /** The ids that lie in a segment. */
  eachAmong(segment: number, take: (id: number) => void): void {
    const words = SEGMENT_IDS / 32;
    eachOf(this.bits, segment * words, Math.min(this.bits.length, (segment + 1) * words), take);
  }

  has(id: number): boolean {
    return ((this.bits[id >>> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  /** The bits, for `new IdSet`. */
  view(): Uint32Array {
    return this.bits;
  }

  private grow(words: number): void {
    const wider = new Uint32Array(Math.max(words, this.bits.length * 2));
    wider.set(this.bits);
    this.bits = wider;
  }
}

function eachOf(bits: Uint32Array, from: number, to: number, take: (id: number) => void): void {
  for (let word = from; word < to; word += 1)
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1) take(word * 32 + 31 - Math.clz32(rest & -rest));
}
