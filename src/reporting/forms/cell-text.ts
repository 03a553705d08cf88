import { Problem, yearOf, type LocalDate } from '../../kernel/index.js';

/** What a form cell takes: text as it is to be shown, a plain number, or nothing. */
export type FormValue = string | number | null;

/** The most UTF-16 units that one spreadsheet cell can hold. */
export const MAX_CELL_LENGTH = 32_767;

/** What stands where a figure does not exist: never 0, which would be a statement. */
export const NO_FIGURE = '—';

const LINE_BREAKS = /\r\n?/g;
// XML has no way to write these, or advises against them. One control character makes Excel offer to repair the file.
const UNWRITABLE = /(?![\t\n])\p{Cc}|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;
// Excel reads _x0041_ inside a cell as "A"; escaping the underscore keeps such text as it was typed.
const LOOKS_LIKE_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * Text as it can stand in a cell: line breaks as LF, characters that a workbook cannot hold left out.
 * Throws Problem `form-cell-too-long` where the cell would overflow; `where` names the cell, never its content.
 */
export function toCellText(text: string, where: string): string {
  const writable = text.replace(LINE_BREAKS, '\n').replace(UNWRITABLE, '');
  if (writable.length > MAX_CELL_LENGTH) {
    throw new Problem('invalid', 'form-cell-too-long', `${where}的内容超过 ${MAX_CELL_LENGTH} 个字，表格放不下，请缩短后重新生成。`, {
      cell: where,
      length: writable.length,
    });
  }
  return writable;
}

/** The last step before a text goes into the workbook: what reads back from the file is the text that went in. */
export const escapeForWorkbook = (text: string): string => text.replace(LOOKS_LIKE_ESCAPE, '_x005F_');

/** A day as the forms write it: `2020 年 5 月 27 日`. */
export const formDate = (date: LocalDate): string => `${yearOf(date)} 年 ${Number(date.slice(5, 7))} 月 ${Number(date.slice(8))} 日`;
