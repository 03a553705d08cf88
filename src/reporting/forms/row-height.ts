/** A text as it is set on paper: its font size in points and the width that it has, in the character units of spreadsheet columns. */
export interface SetText {
  readonly text: string;
  readonly fontSize: number;
  readonly widthInCharacters: number;
}

/** Excel refuses taller rows. */
const MAX_ROW_HEIGHT = 409;
const POINTS_PER_CHARACTER = 5.25;
const CELL_PADDING = 6;
const LINE_SPACING = 1.45;
const FULL_WIDTH =
  /[\u1100-\u115F\u2014\u2026\u2460-\u24FF\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{10000}-\u{10FFFF}]/u;

/** Room that a text takes in one line, in ems: a Chinese character takes one, a Latin letter or digit half of one. */
function ems(text: string): number {
  let sum = 0;
  for (const character of text) sum += FULL_WIDTH.test(character) ? 1 : 0.55;
  return sum;
}

function lineCount({ text, fontSize, widthInCharacters }: SetText): number {
  const available = Math.max(widthInCharacters * POINTS_PER_CHARACTER - CELL_PADDING, fontSize);
  return text.split('\n').reduce((lines, paragraph) => lines + Math.max(1, Math.ceil((ems(paragraph) * fontSize) / available)), 0);
}

/**
 * The height in points at which every wrapped text of a row can be read, at least `minimum`. Written into the file because Excel and WPS do
 * not fit the height of merged cells, and because a printed form must not depend on the program that opens it.
 */
export function rowHeight(minimum: number, texts: readonly SetText[]): number {
  const needed = texts.map((each) => lineCount(each) * each.fontSize * LINE_SPACING + 3);
  return Math.min(MAX_ROW_HEIGHT, Math.max(minimum, ...needed.map(Math.ceil)));
}
