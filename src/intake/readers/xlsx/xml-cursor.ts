import { LONGEST_REPEATED, RecentTexts } from './recent-texts.js';
import { damaged } from './refusals.js';
import { decodeEscapes, decodeText, oneLineEnd } from './xml-text.js';
import { CDATA_END, CDATA_START, XmlTags } from './xml-tags.js';

const ZERO = 0x30;
const BANG = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5b;

/** What a byte means inside text. */
const ORDINARY = 0;
const SPECIAL = 1;
const STOP = 2;
const WIDE = 4;
const TEXT = new Uint8Array(256).fill(ORDINARY, 0, 128).fill(WIDE, 128);
for (const char of '&_\r') TEXT[char.charCodeAt(0)] = SPECIAL;
for (const char of '<\0') TEXT[char.charCodeAt(0)] = STOP;

/** Reads the tags of XML and the text between them. */
export class XmlCursor extends XmlTags {
  /** The last text is the bytes from `textStart` to `textEnd` as they are when it `isPlain`; else only `text()` has it. */
  textStart = 0;
  textEnd = 0;
  isPlain = true;
  private isAscii = true;
  private decoded = '';
  private readonly recent = new RecentTexts();

  /** Reads the text of an element whose opening tag has been read, and its closing tag. Elements inside are passed over. */
  readText(): void {
    const { bytes, tag } = this;
    let i = this.at;
    this.textStart = i;
    let special = ORDINARY;
    for (let meaning = TEXT[bytes[i] ?? 0] ?? 0; meaning !== STOP; meaning = TEXT[bytes[++i] ?? 0] ?? 0) special |= meaning;
    if (bytes[i] !== LESS) this.stopAt(i);
    this.textEnd = i;
    this.isPlain = (special & SPECIAL) === 0 && bytes[i + 1] === SLASH;
    this.isAscii = (special & WIDE) === 0;
    if (this.isPlain) this.at = i;
    else if (bytes[i + 1] === SLASH) this.passEscaped(i);
    else this.decoded = decodeEscapes(this.readPieces());
    if (this.passClosing(tag)) return;
    this.nextTag();
    if (!this.closing || this.tag !== tag) throw damaged();
  }

  /**
   * Reads `<v>12</v></c>` to its end, `element` and `parent` being names of one letter and the number one of at most nine digits; -1, and nothing read,
   * when something else comes next.
   */
  readOnlyNumber(element: number, parent: number): number {
    const { bytes, at } = this;
    if (bytes[at] !== LESS || bytes[at + 1] !== element || bytes[at + 2] !== GREATER) return -1;
    let value = 0;
    let i = at + 3;
    for (let digit = (bytes[i] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[++i] ?? 0) - ZERO) value = value * 10 + digit;
    if (i === at + 3 || i > at + 12 || !this.closesAt(i, element) || !this.closesAt(i + 4, parent)) return -1;
    this.at = i + 8;
    return value;
  }

  private closesAt(i: number, letter: number): boolean {
    const { bytes } = this;
    return bytes[i] === LESS && bytes[i + 1] === SLASH && bytes[i + 2] === letter && bytes[i + 3] === GREATER;
  }

  /** The last text. */
  text(): string {
    if (!this.isPlain) return this.decoded;
    return this.repeated(this.plainText);
  }

  private readonly plainText = (): string => this.bytes.toString(this.isAscii ? 'latin1' : 'utf8', this.textStart, this.textEnd);

  private readonly escapedText = (): string => decodeEscapes(decodeText(this.slice(this.textStart, this.textEnd)));

  private repeated(decode: () => string): string {
    const { bytes, textStart, textEnd } = this;
    const size = textEnd - textStart;
    return size > 0 && size <= LONGEST_REPEATED ? this.recent.text(bytes, textStart, textEnd, decode) : decode();
  }

  /** Text of one piece, with references or escapes in it. */
  private passEscaped(end: number): void {
    this.decoded = this.repeated(this.escapedText);
    this.at = end;
  }

  /** Text of several pieces: around comments, with CDATA, with references. Ends before the closing tag. */
  private readPieces(): string {
    const { bytes } = this;
    let text = '';
    let i = this.at;
    for (;;) {
      const start = i;
      for (let byte = bytes[i]; byte !== LESS; byte = bytes[++i]) if (byte === 0) this.stopAt(i);
      if (i > start) text += decodeText(this.slice(start, i));
      this.at = i;
      const next = bytes[i + 1];
      if (next === SLASH) return text;
      if (next === BANG || next === QUESTION) {
        i = this.endOfMarkup(i);
        if (bytes[this.at + 2] === BRACKET) text += oneLineEnd(this.slice(this.at + CDATA_START.length, i - CDATA_END.length));
      } else {
        this.nextTag();
        this.skipElement();
        i = this.at;
      }
    }
  }
}
