import type { CellValue } from '../../domain/index.js';
import { parseLocalDate } from '../../../kernel/index.js';
import { columnOf } from './cell-reference.js';
import { exceeded, type XlsxLimits } from './limits.js';
import { numberOf, plainNumber } from './plain-number.js';
import { damaged } from './refusals.js';
import { readRichText } from './rich-text.js';
import type { SerialDays } from './serial-days.js';
import type { StringTable } from './string-table.js';
import { type XmlCursor } from './xml-cursor.js';
import { nameCode } from './xml-tags.js';

const CELL = nameCode('c');
const REFERENCE = nameCode('r');
const STYLE = nameCode('s');
const TYPE = nameCode('t');
const VALUE = nameCode('v');
const INLINE = nameCode('is');

const SHARED = nameCode('s');
const NUMBER = nameCode('n');
const BOOLEAN = nameCode('b');
const DATE = nameCode('d');

const SPACE = 0x20;
const QUOTE = 0x22;
const ZERO = 0x30;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const UPPER_A = 0x41;
/** Three letters and seven digits behind ` r="`. */
const LONGEST_REFERENCE = 14;
/** `inlineStr` */
const LONGEST_TYPE = 9;

/** What cells refer to. */
export interface CellContext {
  readonly strings: StringTable;
  /** By number of a cell style, 1 where it shows the day of a serial number. */
  readonly dayStyles: Uint8Array;
  readonly days: SerialDays;
}

/** Reads the cells of a row into their places. */
export class CellReader {
  private row = 0;
  private column = -1;
  private style = 0;
  private type = NUMBER;

  constructor(
    private readonly xml: XmlCursor,
    private readonly context: CellContext,
    private readonly limits: XlsxLimits,
  ) {}

  startRow(row: number): void {
    this.row = row;
    this.column = -1;
  }

  /** Reads the cell of which the name has been read. Its place is its reference, else the one after the cell before. */
  read(cells: CellValue[]): void {
    this.readAttributes();
    if (this.xml.selfClosing) return;
    const value = this.readValue();
    if (value === null || value === '') return;
    const { column } = this;
    // Formatted cells may reach to the last column of the format; only what says something is counted.
    if (column >= this.limits.columns) throw exceeded('limit-columns', this.limits);
    if (typeof value === 'string' && value.length > this.limits.cellCharacters) throw exceeded('limit-cell', this.limits);
    if (column < cells.length && cells[column] !== null) throw damaged();
    while (cells.length < column) cells.push(null);
    cells[column] = value;
  }

  private readAttributes(): void {
    const { xml } = this;
    this.style = 0;
    this.type = NUMBER;
    let column = this.passReference();
    if (!this.passStyleAndType()) {
      while (xml.nextAttribute()) {
        if (xml.attribute === REFERENCE) column = columnOf(xml.bytes, xml.valueStart, xml.valueEnd, this.row);
        else if (xml.attribute === STYLE) this.style = smallNumber(xml.bytes, xml.valueStart, xml.valueEnd);
        else if (xml.attribute === TYPE) this.type = code(xml.bytes, xml.valueStart, xml.valueEnd);
      }
    }
    if (column < 0) throw damaged();
    this.column = column;
  }

  /** Column of ` r="AB12"` when that is what comes next, else the one after the cell before: nearly every cell begins so. */
  private passReference(): number {
    const { xml } = this;
    const { bytes, at } = xml;
    const next = this.column + 1;
    if (bytes[at] !== SPACE || bytes[at + 1] !== REFERENCE || bytes[at + 2] !== EQUALS || bytes[at + 3] !== QUOTE) return next;
    let column = 0;
    let row = 0;
    let i = at + 4;
    for (let letter = (bytes[i] ?? 0) - UPPER_A; letter >= 0 && letter <= 25; letter = (bytes[++i] ?? 0) - UPPER_A)
      column = column * 26 + letter + 1;
    for (let digit = (bytes[i] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[++i] ?? 0) - ZERO) row = row * 10 + digit;
    // Whatever else it is, the attribute is left for the reader of any attribute.
    if (bytes[i] !== QUOTE || column === 0 || row !== this.row || i > at + LONGEST_REFERENCE) return next;
    xml.at = i + 1;
    return column - 1;
  }

  /** Passes ` s="1" t="s">`, either or none of them, to the end of the tag; false where something else comes, which is left where it stands. */
  private passStyleAndType(): boolean {
    const { xml } = this;
    const { bytes } = xml;
    let { at } = xml;
    while (bytes[at] === SPACE && bytes[at + 2] === EQUALS && bytes[at + 3] === QUOTE) {
      const name = bytes[at + 1];
      const isStyle = name === STYLE;
      if (!isStyle && name !== TYPE) break;
      let i = at + 4;
      let value = 0;
      for (let byte = bytes[i] ?? 0; byte > SPACE && byte !== QUOTE && byte !== LESS; byte = bytes[++i] ?? 0)
        value = isStyle ? value * 10 + byte - ZERO : (value << 8) | byte;
      if (bytes[i] !== QUOTE || i > at + 4 + LONGEST_TYPE) break;
      if (isStyle) this.style = value;
      else this.type = i > at + 8 ? 0 : value;
      at = i + 1;
    }
    xml.at = at;
    if (bytes[at] !== GREATER) return false;
    xml.at = at + 1;
    xml.selfClosing = false;
    return true;
  }

  private readValue(): CellValue {
    const { xml, type } = this;
    if (type === NUMBER || type === SHARED) {
      const digits = xml.readOnlyNumber(VALUE, CELL);
      if (digits >= 0) return type === NUMBER ? this.numeric(digits) : this.shared(digits);
    }
    return this.readContent();
  }

  /** Whatever stands in the cell, to its closing tag. */
  private readContent(): CellValue {
    const { xml } = this;
    let value: CellValue = null;
    while (!xml.passClosing(CELL)) {
      if (xml.passOpening(VALUE)) value = this.stored() ?? value;
      else if (xml.passOpeningOfTwo(INLINE)) value = this.inlineText() ?? value;
      else {
        xml.nextTag();
        if (xml.closing) break;
        if (xml.tag === VALUE) {
          xml.skipAttributes();
          if (!xml.selfClosing) value = this.stored() ?? value;
        } else if (xml.tag === INLINE) value = this.inline() ?? value;
        else xml.skipElement();
      }
    }
    if (xml.tag !== CELL) throw damaged();
    return value;
  }

  private inline(): CellValue {
    const { xml } = this;
    xml.skipAttributes();
    return xml.selfClosing ? null : this.inlineText();
  }

  private inlineText(): CellValue {
    const { xml } = this;
    const text = readRichText(xml, INLINE) ?? xml.text();
    if (xml.tag !== INLINE) throw damaged();
    return text;
  }

  /** Reads the text of `<v>`, by the type of the cell. */
  private stored(): CellValue {
    const { xml, type } = this;
    xml.readText();
    switch (type) {
      case SHARED:
        return xml.text().trim() === '' ? null : this.shared(this.number());
      case NUMBER:
        return this.numberOrText();
      case BOOLEAN:
        return booleanOf(xml.text());
      case DATE:
        return dateOf(xml.text());
      default:
        return xml.text();
    }
  }

  private shared(index: number): CellValue {
    const text = Number.isInteger(index) && index >= 0 ? this.context.strings.get(index) : undefined;
    if (text === undefined) throw damaged();
    return text;
  }

  /** NaN when the last text is no number. */
  private number(): number {
    const { xml } = this;
    const value = xml.isPlain ? plainNumber(xml.bytes, xml.textStart, xml.textEnd) : NaN;
    return Number.isNaN(value) ? numberOf(xml.text()) : value;
  }

  /** What claims to be a number and is none is for the validation to refuse, as it stands. */
  private numberOrText(): CellValue {
    const value = this.number();
    return Number.isNaN(value) ? this.xml.text().trim() : this.numeric(value);
  }

  private numeric(value: number): CellValue {
    const { days, dayStyles } = this.context;
    return dayStyles[this.style] === 1 ? days.value(value) : value;
  }
}

function booleanOf(text: string): CellValue {
  const trimmed = text.trim();
  if (trimmed === '1' || trimmed === 'true') return true;
  return trimmed === '0' || trimmed === 'false' ? false : trimmed;
}

/** The day of an ISO 8601 date or time stamp; other text as it stands. */
function dateOf(text: string): CellValue {
  const trimmed = text.trim();
  const day = parseLocalDate(trimmed.slice(0, 10));
  return day.ok && (trimmed.length === 10 || trimmed[10] === 'T') ? { date: day.value } : trimmed;
}

function smallNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 10 + (bytes[i] ?? 0) - 0x30;
  return value;
}

/** As `nameCode`; 0 for longer ones. */
function code(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  if (end - start > 4) return 0;
  for (let i = start; i < end; i++) value = (value << 8) | (bytes[i] ?? 0);
  return value;
}
