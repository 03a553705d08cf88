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
