const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const MINUS = 0x2d;
/** So many digits are exact as a double, as are the powers of ten up to 10^22: their quotient is the nearest double. */
const EXACT_DIGITS = 15;
const POWERS = Float64Array.from({ length: EXACT_DIGITS + 1 }, (_, n) => 10 ** n);
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
/** Longer ones are no number that a spreadsheet program writes. */
const LONGEST = 400;

/** The number in bytes such as `-12.50`; NaN for one of another shape or of more digits, which `numberOf` knows. */
export function plainNumber(bytes: Uint8Array, start: number, end: number): number {
  let i = bytes[start] === MINUS ? start + 1 : start;
  const isNegative = i > start;
  const first = i;
  if (i === end || end - i > EXACT_DIGITS + 1) return NaN;
  let value = 0;
  let point = end - 1;
  for (; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= ZERO && byte <= NINE) value = value * 10 + byte - ZERO;
    else if (byte === POINT && point === end - 1 && i > first && i < end - 1) point = i;
    else return NaN;
  }
  if (point === end - 1 && end - first > EXACT_DIGITS) return NaN;
  const result = value / (POWERS[end - 1 - point] ?? NaN);
  return isNegative && result !== 0 ? -result : result;
}

/** The double nearest to a number as XML writes it (`1E+17`); NaN for what is none. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  const value = trimmed.length <= LONGEST && NUMBER.test(trimmed) ? Number(trimmed) : NaN;
  return Number.isFinite(value) ? value : NaN;
}
