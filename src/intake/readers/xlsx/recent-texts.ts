const SLOT_BITS = 12;
const SLOTS = 2 ** SLOT_BITS;
/** Longer texts are seldom said twice, and comparing them costs as much as decoding them. */
export const LONGEST_REPEATED = 48;

/**
 * Short texts by the bytes they were decoded from. Posts, states and remarks stand in a sheet thousands of times, and a call that decodes
 * them costs several times the comparison of their bytes.
 */
export class RecentTexts {
  private readonly bytes = new Uint8Array(SLOTS * LONGEST_REPEATED);
  private readonly sizes = new Uint8Array(SLOTS);
  private readonly texts = new Array<string>(SLOTS).fill('');

  /** The text of the bytes from `start` to `end`, at most `LONGEST_REPEATED` and at least one: the one known, else as `decode` gives it. */
  text(bytes: Uint8Array, start: number, end: number, decode: () => string): string {
    const slot = slotOf(bytes, start, end);
    if (this.holds(slot, bytes, start, end)) return this.texts[slot] ?? '';
    const text = decode();
    const first = slot * LONGEST_REPEATED;
    for (let i = start; i < end; i++) this.bytes[first + i - start] = bytes[i] ?? 0;
    this.sizes[slot] = end - start;
    this.texts[slot] = text;
    return text;
  }

  private holds(slot: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.sizes[slot] !== end - start) return false;
    const known = this.bytes;
    const offset = slot * LONGEST_REPEATED - start;
    for (let i = start; i < end; i++) if (known[offset + i] !== bytes[i]) return false;
    return true;
  }
}

function slotOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) & (SLOTS - 1);
}
