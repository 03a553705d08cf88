import { inflateRawSync } from 'node:zlib';
import { localDate } from '../../src/kernel/index.js';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The n-th of synthetic identity numbers, right in its check character. */
export function idNumber(n: number): string {
  const day = `${1950 + (n % 45)}${String((n % 12) + 1).padStart(2, '0')}${String((n % 28) + 1).padStart(2, '0')}`;
  if (!localDate(Number(day.slice(0, 4)), Number(day.slice(4, 6)), Number(day.slice(6))).ok) throw new Error(`${day} is no day.`);
  const first17 = `150802${day}${String(n % 1000).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return first17 + '10X98765432'.charAt(sum % 11);
}

/** Numbers that stand in bytes as they are, in UTF-8 or UTF-16 of either order, or as hexadecimal digits, base64, or deflated in a zip. */
export function clearNumbersIn(bytes: Buffer, wanted: ReadonlySet<string>): Set<string> {
  const text = bytes.toString('latin1');
  return new Set([...plainIn(text, wanted), ...hexIn(text, wanted), ...base64In(text, wanted), ...zippedIn(bytes, wanted)]);
}

/** The zeros of UTF-16 stand between the digits in either order. */
function plainIn(text: string, wanted: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (const candidate of text.includes('\0') ? [text, text.replaceAll('\0', '')] : [text])
    for (const [, number = ''] of candidate.matchAll(/(?=(\d{17}[\dX]))/g)) if (wanted.has(number)) found.push(number);
  return found;
}

const hexIn = (text: string, wanted: ReadonlySet<string>): string[] =>
  [...text.matchAll(/(?=((?:3\d(?:00)?){17}(?:3\d|58)))/g)].flatMap(([, digits = '']) =>
    plainIn(Buffer.from(digits, 'hex').toString('latin1'), wanted),
  );

/** Wherever in a group of three bytes the number begins. */
function base64In(text: string, wanted: ReadonlySet<string>): string[] {
  const runs = [...text.matchAll(/[\w+/-]{24,}/g)].map(([run]) => run);
  return runs.flatMap((run) =>
    [0, 1, 2, 3].flatMap((skipped) => plainIn(Buffer.from(run.slice(skipped), 'base64').toString('latin1'), wanted)),
  );
}

const LOCAL_HEADER = Buffer.from('504b0304', 'hex');

function zippedIn(bytes: Buffer, wanted: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let at = bytes.indexOf(LOCAL_HEADER); at !== -1; at = bytes.indexOf(LOCAL_HEADER, at + 4)) {
    if (at + 30 > bytes.length) break;
    const data = bytes.subarray(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28));
    const member = bytes.readUInt16LE(at + 8) === 8 ? inflated(data) : data;
    // A stored member may be a workbook, which is a zip itself: its own headers are found by this very search.
    if (member && member !== data) found.push(...clearNumbersIn(member, wanted));
  }
  return found;
}

/** What there is of it: behind the member stand others. */
function inflated(data: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(data, { finishFlush: 2 });
  } catch {
    return undefined;
  }
}
