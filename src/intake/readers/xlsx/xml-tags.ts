import { ByteWindow } from './byte-window.js';
import { activeContent, damaged } from './refusals.js';
import { decodeText } from './xml-text.js';

const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;

const COMMENT_END = Buffer.from('-->');
export const CDATA_START = Buffer.from('<![CDATA[');
export const CDATA_END = Buffer.from(']]>');
const INSTRUCTION_END = Buffer.from('?>');

/** A name of up to four ASCII letters as a number: what tags and attributes are compared by. Longer names are 0. */
export const nameCode = (name: string): number =>
  name.length > 4 ? 0 : [...name].reduce((code, char) => (code << 8) | char.charCodeAt(0), 0);

/**
 * Reads XML tag by tag. Nothing is built: the last tag and attribute are positions in `bytes`. Prefixes of tags are passed over. No declaration
 * of types or entities is accepted, and nothing outside the bytes is ever looked at.
 */
export class XmlTags extends ByteWindow {
  /** Of the last tag: its local name as code and as positions. */
  tag = 0;
  closing = false;
  /** Known once all attributes are read. */
  selfClosing = false;
  private nameStart = 0;
  private nameEnd = 0;

  /** Of the last attribute: its whole name as code, and the positions of its raw value. */
  attribute = 0;
  valueStart = 0;
  valueEnd = 0;
  private attributeStart = 0;
  private attributeEnd = 0;

  /** Goes to the next tag, over text, comments and instructions. An opening tag has to be read on with `nextAttribute` until that is false. */
  nextTag(): void {
    const { bytes } = this;
    let i = this.at;
    for (;;) {
      for (let byte = bytes[i]; byte !== LESS; byte = bytes[++i]) if (byte === 0) this.stopAt(i);
      const next = bytes[i + 1];
      if (next !== BANG && next !== QUESTION) break;
      i = this.endOfMarkup(i);
    }
    this.closing = bytes[i + 1] === SLASH;
    i = this.readName(this.closing ? i + 2 : i + 1);
    if (this.closing) {
      i = this.skipSpace(i);
      if (bytes[i] !== GREATER) this.stopAt(i);
      i++;
    }
    this.at = i;
  }

  /** Passes `<v>`, without prefix or attributes, when that is what comes next: the tags that make up most of a sheet need no search. */
  passOpening(letter: number): boolean {
    const { bytes, at } = this;
    if (bytes[at] !== LESS || bytes[at + 1] !== letter || bytes[at + 2] !== GREATER) return false;
    this.at = at + 3;
    this.tag = letter;
    this.closing = false;
    this.selfClosing = false;
    return true;
  }

  /** Passes `<is>` likewise; `name` is the code of two letters. */
  passOpeningOfTwo(name: number): boolean {
    const { bytes, at } = this;
    if (bytes[at] !== LESS || bytes[at + 1] !== name >> 8 || bytes[at + 2] !== (name & 0xff) || bytes[at + 3] !== GREATER) return false;
    this.at = at + 4;
    this.tag = name;
    this.closing = false;
    this.selfClosing = false;
    return true;
  }

  /** Passes `</is>` when that is what comes next. */
  passClosingOfTwo(name: number): boolean {
    const { bytes, at } = this;
    if (bytes[at] !== LESS || bytes[at + 1] !== SLASH || bytes[at + 2] !== name >> 8 || bytes[at + 3] !== (name & 0xff)) return false;
    if (bytes[at + 4] !== GREATER) return false;
    this.at = at + 5;
    this.tag = name;
    this.closing = true;
    return true;
  }

  /** Passes `<c` before its attributes, when that is what comes next. */
  passName(letter: number): boolean {
    const { bytes, at } = this;
    if (bytes[at] !== LESS || bytes[at + 1] !== letter || bytes[at + 2] !== SPACE) return false;
    this.at = at + 2;
    this.tag = letter;
    return true;
  }

  /** Passes `</v>` when that is what comes next. */
  passClosing(letter: number): boolean {
    const { bytes, at } = this;
    if (bytes[at] !== LESS || bytes[at + 1] !== SLASH || bytes[at + 2] !== letter || bytes[at + 3] !== GREATER) return false;
    this.at = at + 4;
    this.tag = letter;
    this.closing = true;
    return true;
  }

  /** Reads the next attribute of an opening tag; false at the end of the tag. */
  nextAttribute(): boolean {
    const { bytes, at } = this;
    const first = bytes[at] ?? 0;
    if (first === GREATER) return this.endOfTag(at);
    const name = bytes[at + 1] ?? 0;
    if (first === SPACE && name > SPACE && bytes[at + 2] === EQUALS && bytes[at + 3] === QUOTE) {
      this.attribute = name;
      this.attributeStart = at + 1;
      this.attributeEnd = at + 2;
      this.readAttributeValue(at + 4, QUOTE);
      return true;
    }
    return this.nextAttributeOfAnyShape();
  }

  skipAttributes(): void {
    while (this.nextAttribute());
  }

  /** Passes what is inside an element whose opening tag has been read, and its closing tag. */
  skipContent(): void {
    for (let depth = this.selfClosing ? 0 : 1; depth > 0;) {
      this.nextTag();
      if (this.closing) depth--;
      else {
        this.skipAttributes();
        if (!this.selfClosing) depth++;
      }
    }
  }

  /** Passes an element of which only the name has been read. */
  skipElement(): void {
    this.skipAttributes();
    this.skipContent();
  }

  /** The value of the last attribute. */
  value(): string {
    return decodeText(this.slice(this.valueStart, this.valueEnd));
  }

  isTag(name: Buffer): boolean {
    return this.nameEnd - this.nameStart === name.length && name.compare(this.bytes, this.nameStart, this.nameEnd) === 0;
  }

  tagName(): string {
    return this.slice(this.nameStart, this.nameEnd);
  }

  isAttribute(name: Buffer): boolean {
    return (
      this.attributeEnd - this.attributeStart === name.length && name.compare(this.bytes, this.attributeStart, this.attributeEnd) === 0
    );
  }

  attributeName(): string {
    return this.slice(this.attributeStart, this.attributeEnd);
  }

  slice(start: number, end: number): string {
    return this.bytes.toString('utf8', start, end);
  }

  private nextAttributeOfAnyShape(): boolean {
    const { bytes } = this;
    let i = this.skipSpace(this.at);
    let byte = bytes[i] ?? 0;
    if (byte === GREATER || byte === SLASH) return this.endOfTag(i);
    this.attributeStart = i;
    let code = 0;
    for (; byte > SPACE && byte !== EQUALS; byte = bytes[++i] ?? 0) {
      if (byte === LESS || byte === GREATER) throw damaged();
      code = (code << 8) | byte;
    }
    this.attributeEnd = i;
    this.attribute = i - this.attributeStart > 4 ? 0 : code;
    i = this.skipSpace(i);
    if (bytes[i] !== EQUALS) this.stopAt(i);
    i = this.skipSpace(i + 1);
    const quote = bytes[i] ?? 0;
    if (quote !== QUOTE && quote !== APOSTROPHE) this.stopAt(i);
    this.readAttributeValue(i + 1, quote);
    return true;
  }

  private readAttributeValue(start: number, quote: number): void {
    const { bytes } = this;
    let i = start;
    for (let byte = bytes[i] ?? 0; byte !== quote; byte = bytes[++i] ?? 0) if (byte === 0 || byte === LESS) this.stopAt(i);
    this.valueStart = start;
    this.valueEnd = i;
    this.at = i + 1;
  }

  private readName(start: number): number {
    const { bytes } = this;
    let i = start;
    let from = start;
    let code = 0;
    for (let byte = bytes[i] ?? 0; byte > SPACE && byte !== GREATER && byte !== SLASH; byte = bytes[++i] ?? 0) {
      if (byte === LESS) throw damaged();
      if (byte === COLON) {
        from = i + 1;
        code = 0;
      } else code = (code << 8) | byte;
    }
    // The end of the bytes is no end of a name, and a name has letters.
    if (bytes[i] === 0 || i === from) this.stopAt(i);
    this.nameStart = from;
    this.nameEnd = i;
    this.tag = i - from > 4 ? 0 : code;
    return i;
  }

  private skipSpace(start: number): number {
    const { bytes } = this;
    let i = start;
    let byte = bytes[i] ?? 0;
    for (; byte <= SPACE; byte = bytes[++i] ?? 0) if (byte === 0) this.stopAt(i);
    return i;
  }

  private endOfTag(i: number): false {
    this.selfClosing = this.bytes[i] === SLASH;
    const end = this.selfClosing ? i + 1 : i;
    if (this.bytes[end] !== GREATER) this.stopAt(end);
    this.at = end + 1;
    return false;
  }

  /** Position behind the comment, CDATA section or instruction at `i`. */
  protected endOfMarkup(i: number): number {
    if (this.bytes[i + 1] === QUESTION) return this.behind(INSTRUCTION_END, i + 2);
    if (this.end < i + CDATA_START.length) this.stopAt(this.end);
    if (this.bytes[i + 2] === HYPHEN && this.bytes[i + 3] === HYPHEN) return this.behind(COMMENT_END, i + 4);
    if (CDATA_START.compare(this.bytes, i, i + CDATA_START.length) === 0) return this.behind(CDATA_END, i + CDATA_START.length);
    throw activeContent();
  }
}
