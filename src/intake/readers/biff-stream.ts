import { unreadable } from './unreadable.js';

const BOF = [0x0009, 0x0209, 0x0409, 0x0809];
const EOF = 0x000a;
const BOUNDSHEET = 0x0085;
const FILEPASS = 0x002f;
const THEME = 0x0896;
/** Of a theme record: where its version stands, and the one that means the program's own theme. */
const THEME_VERSION = 12;
const BUILT_IN_THEME = 124_226;

/** Whether bytes begin as a bare stream of records does: a workbook from before compound files. */
export const isBiffStream = (head: Buffer): boolean =>
  head.length >= 8 && BOF.includes(head.readUInt16LE(0)) && [4, 6, 8, 16].includes(head.readUInt16LE(2));

/**
 * Walks the records of a BIFF workbook, which has no checksum, so that one that was cut off or overwritten is refused instead of being read
 * with fewer rows: every substream that the list of sheets names begins and ends, and its records follow each other without a gap.
 */
export function checkBiffStream(stream: Buffer): void {
  for (const sheet of walk(stream, 0)) walk(stream, sheet);
}

/**
 * A workbook's stream in which every theme of its own is said to be the built-in one. Nothing is read from themes, but they are archives that SheetJS
 * inflates by code that never ends on damaged ones.
 */
export function withoutThemes(stream: Buffer): Buffer {
  const plain = Buffer.from(stream);
  for (let at = 0; at + 4 <= plain.length; at += 4 + plain.readUInt16LE(at + 2)) {
    const version = at + 4 + THEME_VERSION;
    if (plain.readUInt16LE(at) === THEME && version + 4 <= plain.length) plain.writeUInt32LE(BUILT_IN_THEME, version);
  }
  return plain;
}

/** Follows one substream to its end. Gives the positions of the sheets that it lists. */
function walk(stream: Buffer, start: number): Set<number> {
  const sheets = new Set<number>();
  let depth = 0;
  for (let at = start; at + 4 <= stream.length; at += 4 + stream.readUInt16LE(at + 2)) {
    const type = stream.readUInt16LE(at);
    const next = at + 4 + stream.readUInt16LE(at + 2);
    if (next > stream.length) break;
    if (type === FILEPASS) throw unreadable('workbook-encrypted');
    if (BOF.includes(type)) depth++;
    else if (depth === 0) break;
    else if (type === BOUNDSHEET && next >= at + 8) sheets.add(stream.readUInt32LE(at + 4));
    else if (type === EOF && --depth === 0) return sheets;
  }
  throw unreadable('workbook-damaged');
}
