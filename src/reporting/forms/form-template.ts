import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Cell, Style, Workbook, Worksheet } from 'exceljs';
import { Problem } from '../../kernel/index.js';
import { loadExcelJs } from '../../platform/files/exceljs.js';
import { hasRowMark } from './placeholder.js';

/** One cell of a template row: its style, and its text with `{{…}}` marks still in it. */
export interface TemplateCell {
  readonly column: number;
  readonly text: string;
  readonly style: Partial<Style>;
}

export interface TemplateRow {
  /** In points; undefined where the template leaves the height to the sheet. */
  readonly height: number | undefined;
  readonly cells: readonly TemplateCell[];
}

/** A merged range relative to the first row of its block. */
export interface BlockMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Rows that are written together; `merges` count rows from 0 at the top of the block. */
export interface TemplateBlock {
  readonly rows: readonly TemplateRow[];
  readonly merges: readonly BlockMerge[];
}

/** A sheet cut at its body row, which is the one that holds `{{row.…}}` marks. */
export interface SheetTemplate {
  /** The 1-based row where the body begins. */
  readonly bodyRow: number;
  readonly columnCount: number;
  readonly head: TemplateBlock;
  readonly body: TemplateBlock;
  readonly foot: TemplateBlock;
}

/** Opens `<directory>/<file>`. Throws Problem `form-template-missing` or `form-template-invalid`. */
export async function openTemplate(directory: string, file: string): Promise<Workbook> {
  const location = path.join(directory, file);
  await access(location).catch(() => {
    throw new Problem('unavailable', 'form-template-missing', `缺少表样文件 ${file}，请系统管理员恢复后重试。`, { file });
  });
  const { Workbook } = await loadExcelJs();
  const workbook = new Workbook();
  await workbook.xlsx.readFile(location).catch(() => {
    throw invalidTemplate(file, '无法打开');
  });
  return workbook;
}

/** Cuts a template sheet into head, body and foot. Throws Problem `form-template-invalid` where that cannot be done. */
export function readSheetTemplate(sheet: Worksheet): SheetTemplate {
  const { columnCount, rowCount } = sheet;
  const rows = Array.from({ length: rowCount }, (_, index) => readRow(sheet, index + 1, columnCount));
  const bodyRows = rows.flatMap((row, index) => (row.cells.some(({ text }) => hasRowMark(text)) ? [index + 1] : []));
  const [bodyRow] = bodyRows;
  if (bodyRow === undefined) throw invalidTemplate(sheet.name, '没有数据行（含 {{row.…}} 的行）');
  if (bodyRows.length > 1) throw invalidTemplate(sheet.name, '数据行（含 {{row.…}} 的行）多于一行');
  const merges = sheet.model.merges.map(parseRange);
  const crossing = merges.some(({ top, bottom }) => top !== bottom && top <= bodyRow && bottom >= bodyRow);
  if (crossing) throw invalidTemplate(sheet.name, '数据行与上下行有合并单元格');
  const block = (from: number, to: number): TemplateBlock => ({
    rows: rows.slice(from - 1, to),
    merges: merges
      .filter(({ top }) => top >= from && top <= to)
      .map((merge) => ({ ...merge, top: merge.top - from, bottom: merge.bottom - from })),
  });
  return { bodyRow, columnCount, head: block(1, bodyRow - 1), body: block(bodyRow, bodyRow), foot: block(bodyRow + 1, rowCount) };
}

function readRow(sheet: Worksheet, number: number, columnCount: number): TemplateRow {
  const row = sheet.getRow(number);
  const cells = Array.from({ length: columnCount }, (_, index): TemplateCell => {
    const cell = row.getCell(index + 1);
    const covered = cell.isMerged && cell.master.address !== cell.address;
    return { column: index + 1, style: cell.style, text: covered ? '' : plainText(cell) };
  });
  return { height: row.height, cells };
}

/**
 * A mark that was half formatted in Excel arrives as rich text: its words count, the inner formats are dropped. Formulas, links and dates are
 * refused: copied to another row they would say something else.
 */
function plainText({ value, address }: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  throw invalidTemplate(address, '含有公式、链接或日期，表样只能用文字');
}

function parseRange(range: string): BlockMerge {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
  if (!match) throw invalidTemplate(range, '合并单元格无法识别');
  const [, left = '', top, right = '', bottom] = match;
  return { left: columnNumber(left), top: Number(top), right: columnNumber(right), bottom: Number(bottom) };
}

/** `A` is 1, `AA` is 27. */
const columnNumber = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function invalidTemplate(place: string, what: string): Problem {
  return new Problem('unavailable', 'form-template-invalid', `表样“${place}”${what}，请系统管理员检查表样。`, { place });
}
