import { damaged } from './refusals.js';

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** "&#x10FFFF;" and some leading zeros. */
const LONGEST_REFERENCE = 16;
const STILL_ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** Line ends as XML gives them on. */
export const oneLineEnd = (text: string): string => (text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text);

/** Text of an element or attribute as XML means it: line ends made one, references replaced. No entity but the five of XML itself is known. */
export function decodeText(raw: string): string {
  const text = oneLineEnd(raw);
  let at = text.indexOf('&');
  if (at < 0) return text;
  let decoded = '';
  let done = 0;
  while (at >= 0) {
    const end = text.indexOf(';', at);
    if (end < 0 || end - at > LONGEST_REFERENCE) throw damaged();
    decoded += text.slice(done, at) + reference(text.slice(at + 1, end));
    done = end + 1;
    at = text.indexOf('&', done);
  }
  return decoded + text.slice(done);
}

function reference(name: string): string {
  const predefined = PREDEFINED[name];
  if (predefined !== undefined) return predefined;
  const [, hex, decimal] = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name) ?? [];
  const code = hex === undefined ? Number(decimal ?? NaN) : parseInt(hex, 16);
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  if (!isCharacter) throw damaged();
  return String.fromCodePoint(code);
}

/** SpreadsheetML writes characters that XML forbids as `_x000D_`, and a literal `_x000D_` as `_x005F_x000D_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(STILL_ESCAPED, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
