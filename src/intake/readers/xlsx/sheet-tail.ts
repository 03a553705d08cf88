import type { MergedRange } from '../../domain/index.js';
import { rangeOf } from './cell-reference.js';
import { exceeded, type XlsxLimits } from './limits.js';
import { XmlCursor } from './xml-cursor.js';
import { nameCode } from './xml-tags.js';

const SHEET_DATA = Buffer.from('sheetData');
export const MERGE_CELL = Buffer.from('mergeCell');
const REF = nameCode('ref');
const LESS = 0x3c;
const SLASH = 0x2f;
const COLON = 0x3a;
const EMPTY = /^\s*\/>/;
const EMPTY_LENGTH = 8;
/** Longest prefix of a tag that is looked for. */
const LONGEST_PREFIX = 64;
/** So many bytes are looked at once more with the next piece: a tag may be split. */
const OVERLAP = LONGEST_PREFIX + SHEET_DATA.length + EMPTY_LENGTH;

/** Reads the merged ranges, which stand after the rows, from pieces of a sheet's XML. The rows are passed over by searching their end, which is quick. */
export class SheetTail {
  readonly merges: MergedRange[] = [];
  private readonly xml: XmlCursor;
  private carried = Buffer.alloc(0);
  private inTail = false;

  constructor(private readonly limits: XlsxLimits) {
    this.xml = new XmlCursor(limits);
  }

  push(piece: Buffer): void {
    let tail = piece;
    if (!this.inTail) {
      const window = Buffer.concat([this.carried, piece]);
      const start = endOfData(window);
      this.carried = Buffer.from(window.subarray(Math.max(0, window.length - OVERLAP)));
      if (start < 0) return;
      this.inTail = true;
      tail = window.subarray(start);
    }
    this.xml.append(tail);
    this.xml.consume(this.unit);
  }

  private readonly unit = (): void => {
    const { xml } = this;
    xml.nextTag();
    if (xml.closing) return;
    const range = xml.isTag(MERGE_CELL) ? readMerge(xml) : skipTag(xml);
    if (!range) return;
    if (this.merges.length >= this.limits.merges) throw exceeded('limit-merges', this.limits);
    this.merges.push(range);
  };
}

/** Position behind the name in `</sheetData>` or `<sheetData/>`, with any prefix; -1 when there is none. */
function endOfData(bytes: Buffer): number {
  for (let at = bytes.indexOf(SHEET_DATA); at >= 0; at = bytes.indexOf(SHEET_DATA, at + 1)) {
    const behind = at + SHEET_DATA.length;
    const before = lastBeforeName(bytes, at);
    if (before === SLASH) return behind;
    if (before === LESS && EMPTY.test(bytes.toString('latin1', behind, behind + EMPTY_LENGTH))) return behind;
  }
  return -1;
}

/** The byte before the tag's name and prefix. */
function lastBeforeName(bytes: Buffer, nameStart: number): number | undefined {
  let i = nameStart - 1;
  if (bytes[i] === COLON) for (let n = 0; n < LONGEST_PREFIX && bytes[i] !== SLASH && bytes[i] !== LESS; n++) i--;
  return bytes[i] === SLASH && bytes[i - 1] !== LESS ? undefined : bytes[i];
}

/** Reads a `<mergeCell>` of which the name has been read; null when it is no range. */
export function readMerge(xml: XmlCursor): MergedRange | null {
  let range: MergedRange | null = null;
  while (xml.nextAttribute()) if (xml.attribute === REF) range = rangeOf(xml.value());
  return range;
}

function skipTag(xml: XmlCursor): null {
  xml.skipAttributes();
  return null;
}
