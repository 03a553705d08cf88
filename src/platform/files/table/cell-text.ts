/** The most UTF-16 units that one spreadsheet cell can hold. */
export const MAX_CELL_LENGTH = 32_767;

/** Ends a text that was cut. */
export const CUT_MARK = '…（内容过长，已截断）';

const SPECIAL = /[&<>_\p{Cc}\p{Surrogate}\ufffe\uffff]/u;
const LONE_SURROGATE = /\p{Surrogate}/gu;
/** Spreadsheet programs read `_x0041_` in a cell as "A": an escaped underscore keeps such text as it was typed. */
const LOOKS_LIKE_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;
/** What XML has no way to write, and CR, which every XML reader turns into LF. */
const UNWRITABLE = /(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu;
const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text as it stands between the tags of a cell. What reads back is what went in: characters that XML forbids are written the way SpreadsheetML has for
 * them (`_x0001_`). Two things cannot come back: half of a surrogate pair, which is no character, becomes U+FFFD; and a text longer than a cell can be is
 * cut, which `CUT_MARK` shows.
 */
export function cellText(text: string): string {
  const short = text.length > MAX_CELL_LENGTH ? cut(text) : text;
  return SPECIAL.test(short) ? escaped(short) : short;
}

function cut(text: string): string {
  const kept = text.slice(0, MAX_CELL_LENGTH - CUT_MARK.length);
  return kept.replace(/[\ud800-\udbff]$/, '') + CUT_MARK;
}

const escaped = (text: string): string =>
  text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(LOOKS_LIKE_ESCAPE, '_x005F_')
    .replace(UNWRITABLE, (char) => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>]/g, (char) => MARKUP[char] ?? char);
