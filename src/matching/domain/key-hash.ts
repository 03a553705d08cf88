/**
 * 64-bit hashes of keys as two 32-bit lanes, the form in which millions of keys fit into typed arrays. Two different keys of one
 * installation share both lanes about once in a hundred thousand runs of ten million keys each.
 */
const PRIME_LOW = 0x9e3779b1;
const PRIME_HIGH = 0x85ebca77;

/** Writes the two lanes of the text's hash to `lanes[at]` and `lanes[at + 1]`. */
export function hashInto(lanes: Uint32Array, at: number, text: string): void {
  let low = 0xdeadbeef ^ text.length;
  let high = 0x41c6ce57 ^ text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, PRIME_LOW);
    high = Math.imul(high ^ unit, PRIME_HIGH);
    low ^= low >>> 15;
    high ^= high >>> 13;
  }
  lanes[at] = mixed(low, high);
  lanes[at + 1] = mixed(high, low);
}

/** One lane of a key that stands within something else: a county, a kind of count. */
export function saltedLane(lane: number, salt: number): number {
  return mixed(lane, salt);
}

/** A salt for `saltedLane` out of a text. */
export function saltOf(text: string): number {
  const lanes = new Uint32Array(2);
  hashInto(lanes, 0, text);
  return lanes[0] ?? 0;
}

function mixed(one: number, other: number): number {
  let h = one ^ Math.imul(other ^ (other >>> 16), 0xc2b2ae3d);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
