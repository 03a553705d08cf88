import type { Worksheet } from 'exceljs';
import { escapeForWorkbook } from './cell-text.js';
import { readSheetTemplate, type SheetTemplate, type TemplateBlock, type TemplateCell } from './form-template.js';
import { expand, type FieldValues } from './placeholder.js';
import { rowHeight, type SetText } from './row-height.js';

/** What one sheet of a form says. */
export interface SheetContent {
  /** Values of the marks in head and foot. */
  readonly fields: FieldValues;
  /** One record per line; keys without the `row.` prefix. `index` (序号) is added. */
  readonly rows: readonly FieldValues[];
  /** Sentences below the foot, each over the whole width. */
  readonly remarks?: readonly string[] | undefined;
}

/** An empty table is printed with this many empty lines. */
const BLANK_LINES = 5;
const DEFAULT_ROW_HEIGHT = 15;
const DEFAULT_COLUMN_WIDTH = 9;
const DEFAULT_FONT_SIZE = 11;

/**
 * Fills a template sheet in place. Head rows stay where they are; the body row is repeated with its borders, merges and height, and the foot
 * follows below it. exceljs moves neither merges nor the print area when rows are inserted, so everything from the body row down is
 * unmerged, written anew and merged again.
 */
export function fillSheet(sheet: Worksheet, { fields, rows, remarks = [] }: SheetContent): void {
  const template = readSheetTemplate(sheet);
  unmergeFrom(sheet, template);
  writeBlock(sheet, 1, template.head, fields);
  const lines = rows.length > 0 ? rows.map(toRowFields) : blankLines(template.body);
  lines.forEach((line, index) => writeBlock(sheet, template.bodyRow + index, template.body, { ...fields, ...line }));
  const footRow = template.bodyRow + lines.length;
  writeBlock(sheet, footRow, template.foot, fields);
  const remarkRow = footRow + template.foot.rows.length;
  remarks.forEach((remark, index) => writeBlock(sheet, remarkRow + index, remarkBlock(template.foot), { remark }));
  const lastRow = remarkRow + remarks.length - 1;
  // exceljs reads "not set" as page 1, which would start the second sheet of a form at 1 of 8 again.
  delete sheet.pageSetup.firstPageNumber;
  // exceljs makes only the columns absolute; the "$" before the rows keeps the area from moving with the active cell.
  sheet.pageSetup.printArea = `A$1:${sheet.getColumn(template.columnCount).letter}$${lastRow}`;
}

/** The last line of the foot, made to take a sentence of any length. */
function remarkBlock({ rows, merges }: TemplateBlock): TemplateBlock {
  const last = rows.length - 1;
  return {
    rows: rows.slice(last).map(({ height, cells }) => ({ height, cells: cells.map(remarkCell) })),
    merges: merges.filter(({ top, bottom }) => top === last && bottom === last).map((merge) => ({ ...merge, top: 0, bottom: 0 })),
  };
}

const remarkCell = ({ column, style }: TemplateCell): TemplateCell => ({
  column,
  text: column === 1 ? '{{remark}}' : '',
  style: { ...style, alignment: { ...style.alignment, wrapText: true } },
});

const toRowFields = (row: FieldValues, index: number): FieldValues => ({
  'row.index': index + 1,
  ...Object.fromEntries(Object.entries(row).map(([name, value]) => [`row.${name}`, value])),
});

/** Lines on which each mark of the body row stands for nothing. */
function blankLines(body: TemplateBlock): FieldValues[] {
  const marks = body.rows.flatMap(({ cells }) => cells.flatMap(({ text }) => [...text.matchAll(/row\.[A-Za-z]+/g)]));
  const blank = Object.fromEntries(marks.map(([name]) => [name, null]));
  return Array.from({ length: BLANK_LINES }, () => blank);
}

function unmergeFrom(sheet: Worksheet, { head, body, foot, bodyRow }: SheetTemplate): void {
  const blocks: [TemplateBlock, number][] = [
    [head, 1],
    [body, bodyRow],
    [foot, bodyRow + 1],
  ];
  for (const [{ merges }, first] of blocks) {
    for (const { top, left, bottom, right } of merges) sheet.unMergeCells(first + top, left, first + bottom, right);
  }
}

/** Writes a block with its first row at `firstRow`, then its merges. */
function writeBlock(sheet: Worksheet, firstRow: number, block: TemplateBlock, fields: FieldValues): void {
  block.rows.forEach(({ cells, height }, offset) => {
    const row = sheet.getRow(firstRow + offset);
    const texts = cells.flatMap((cell) => writeCell(sheet, firstRow + offset, cell, fields) ?? []);
    row.height = rowHeight(
      height ?? DEFAULT_ROW_HEIGHT,
      texts.map((text) => ({ ...text, widthInCharacters: widthOf(sheet, block, offset, text.column) })),
    );
  });
  for (const { top, left, bottom, right } of block.merges) {
    sheet.mergeCellsWithoutStyle(firstRow + top, left, firstRow + bottom, right);
  }
}

/** Returns what was written where it wraps, for the height of the row. */
function writeCell(
  sheet: Worksheet,
  row: number,
  { column, text, style }: TemplateCell,
  fields: FieldValues,
): (Omit<SetText, 'widthInCharacters'> & { column: number }) | undefined {
  const cell = sheet.getCell(row, column);
  const value = expand(text, fields, `“${sheet.name}”${cell.address} 单元格`);
  cell.style = style;
  // A string value is stored as a shared string, so "=1+1" stays text without an apostrophe in front of it.
  cell.value = typeof value === 'string' ? escapeForWorkbook(value) : value;
  if (typeof value !== 'string' || !style.alignment?.wrapText) return undefined;
  return { column, text: value, fontSize: style.font?.size ?? DEFAULT_FONT_SIZE };
}

/** Width of the cell at `column` with the columns that it is merged with; a cell over several rows has the room of all of them. */
function widthOf(sheet: Worksheet, block: TemplateBlock, offset: number, column: number): number {
  const merge = block.merges.find(({ top, left }) => top === offset && left === column);
  const last = merge?.right ?? column;
  const rows = merge ? merge.bottom - merge.top + 1 : 1;
  let width = 0;
  for (let index = column; index <= last; index++) width += sheet.getColumn(index).width ?? DEFAULT_COLUMN_WIDTH;
  return width * rows;
}
