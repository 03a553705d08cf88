const BITS = 2 ** 22;

/** Tells at once of most keys that they are none of those looked for. */
export class KeyFilter {
  private readonly bits = new Uint32Array(BITS / 32);

  add(low: number): void {
    const bit = low & (BITS - 1);
    this.bits[bit >>> 5] = (this.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  mayHave(low: number): boolean {
    const bit = low & (BITS - 1);
    return ((this.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }
}
