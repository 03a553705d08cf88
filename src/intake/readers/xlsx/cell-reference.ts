import type { MergedRange } from '../../domain/index.js';

const UPPER_A = 0x41;
const LOWER = 0x20;
const ZERO = 0x30;
/** The last column of the format is XFD. */
const MOST_LETTERS = 3;

/** 0-based column of a reference such as `AB12`, which has to be in `row`; -1 when it is no such reference. */
export function columnOf(bytes: Uint8Array, start: number, end: number, row: number): number {
  let column = 0;
  let i = start;
  for (; i < end && i < start + MOST_LETTERS; i++) {
    const letter = ((bytes[i] ?? 0) & ~LOWER) - UPPER_A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
  }
  return column > 0 && rowOf(bytes, i, end) === row ? column - 1 : -1;
}

/** A row number from 1; -1 when it is none. */
export function rowOf(bytes: Uint8Array, start: number, end: number): number {
  let row = 0;
  if (end <= start || end - start > 10) return -1;
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    row = row * 10 + digit;
  }
  return row > 0 ? row : -1;
}

/** "B5:C16" by numbers; null for what is no range of several cells. */
export function rangeOf(reference: string): MergedRange | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference.toUpperCase());
  if (!match) return null;
  const [, left = '', top, right = '', bottom] = match;
  const columns = [columnIndex(left), columnIndex(right)].sort((a, b) => a - b);
  const rows = [Number(top), Number(bottom)].sort((a, b) => a - b);
  return { top: rows[0] ?? 0, left: columns[0] ?? 0, bottom: rows[1] ?? 0, right: columns[1] ?? 0 };
}

const columnIndex = (letters: string): number => [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
