import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type ExcelJS from 'exceljs';
import { readWholeSource, writeTarget, type SourceFile } from '../../platform/files/source-file.js';
import { ORIGIN_HEADER, REASON_HEADER, type CellValue } from '../domain/index.js';
import { loadExcelJs } from '../../platform/files/exceljs.js';
import { plainText } from '../../platform/files/formula-text.js';
import { markWorkbook, type WorkbookMark } from '../../platform/files/workbook-mark.js';
import { MARK_SHEET, markRows, type BatchMark } from './batch-mark.js';
import type { MarkingJob, PlainSheet, SheetMarks } from './marking.js';

/** Where the copy is made from: the clerk's own .xlsx, edited; or the rows as they were read. */
export type CopySource = { readonly file: SourceFile } | { readonly sheets: readonly PlainSheet[] };

/** What is marked, and who takes it away, where people are in it. */
export interface CopyJob extends MarkingJob {
  readonly watermark: WorkbookMark | null;
}

/** Makes the error workbook as a copy of the whole workbook. Holds all of it in memory. */
export async function writeCopy(source: CopySource, job: CopyJob, target: SourceFile): Promise<void> {
  const { Workbook } = await loadExcelJs();
  const book = 'file' in source ? await loadOwn(new Workbook(), source.file) : fromRows(new Workbook(), source.sheets, job);
  for (const marks of job.sheets) {
    const sheet = book.getWorksheet(marks.place.written);
    if (!sheet) throw new Error('A sheet of the batch is not in its copy.');
    markSheet(sheet, marks);
  }
  addMark(book, job.mark);
  if (job.watermark) markWorkbook(book, job.watermark);
  await pipeline(Readable.from([Buffer.from(await book.xlsx.writeBuffer())]), writeTarget(target));
}

/** Whole-column validations alone block the loader for many seconds, and shapes it loses anyway. */
const NOT_LOADED = ['dataValidations', 'extLst'];

async function loadOwn(book: ExcelJS.Workbook, file: SourceFile): Promise<ExcelJS.Workbook> {
  await book.xlsx.load((await readWholeSource(file)) as unknown as ArrayBuffer, { ignoreNodes: NOT_LOADED });
  return book;
}

function fromRows(book: ExcelJS.Workbook, sheets: readonly PlainSheet[], { sheets: marks }: MarkingJob): ExcelJS.Workbook {
  const written = new Map(marks.map(({ place }) => [place.sheet, place.written]));
  for (const { name, hidden, merges, rows } of sheets) {
    const sheet = book.addWorksheet(written.get(name) ?? freeName(book), { state: hidden ? 'hidden' : 'visible' });
    for (const { number, cells, hidden: rowHidden } of rows) {
      const row = sheet.getRow(number);
      cells.forEach((cell, column) => setCell(row.getCell(column + 1), cell));
      row.hidden = rowHidden;
    }
    for (const { top, left, bottom, right } of merges) sheet.mergeCells(top, left + 1, bottom, right + 1);
  }
  return book;
}

const freeName = (book: ExcelJS.Workbook): string => `其他工作表${book.worksheets.length + 1}`;

/** Writes a value as what it is: text stays text, whatever it begins with. */
export function setCell(cell: ExcelJS.Cell, value: CellValue): void {
  if (value === null) return;
  if (typeof value !== 'object') cell.value = value;
  else {
    cell.value = new Date(`${value.date}T00:00:00Z`);
    cell.numFmt = 'yyyy-mm-dd';
  }
}

const BAD = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const satisfies ExcelJS.Fill;
const REASON_STYLE: Partial<ExcelJS.Style> = {
  font: { color: { argb: 'FF9C0006' } },
  alignment: { wrapText: true, vertical: 'top' },
};
const REASON_WIDTH = 48;

function markSheet(sheet: ExcelJS.Worksheet, { place, records, errors, corrected }: SheetMarks): void {
  const at = (row: number, column: number): ExcelJS.Cell => sheet.getCell(row, column + 1);
  for (const { row, column, text } of corrected) if (at(row, column).master === at(row, column)) at(row, column).value = text;
  for (const { row, cells, reason } of errors) {
    for (const { column, note } of cells) markCell(at(row, column), note);
    if (place.reasonColumn !== null) Object.assign(at(row, place.reasonColumn), { value: reason, style: REASON_STYLE });
  }
  const { reasonColumn, originColumn, headerRow } = place;
  if (reasonColumn !== null) {
    sheet.getColumn(reasonColumn + 1).width = REASON_WIDTH;
    // A style belongs to all cells that were loaded with it: it is replaced, never changed.
    Object.assign(at(headerRow, reasonColumn), { value: REASON_HEADER, style: { ...at(headerRow, reasonColumn - 1).style } });
  }
  at(headerRow, originColumn).value = ORIGIN_HEADER;
  for (const row of records) at(row, originColumn).value = row;
  sheet.getColumn(originColumn + 1).hidden = true;
}

function markCell(cell: ExcelJS.Cell, note: string): void {
  const own = cell.master;
  own.style = { ...own.style, fill: BAD };
  const earlier = noteText(own.note);
  own.note = plainText(earlier === '' ? note : `${earlier}\n${note}`);
}

function noteText(note: ExcelJS.Cell['note'] | undefined): string {
  if (note === undefined || typeof note === 'string') return note ?? '';
  return (note.texts ?? []).map(({ text }) => text).join('');
}

function addMark(book: ExcelJS.Workbook, mark: BatchMark): void {
  const own = book.getWorksheet(MARK_SHEET);
  if (own) book.removeWorksheet(own.id);
  const sheet = book.addWorksheet(MARK_SHEET, { state: 'veryHidden' });
  for (const row of markRows(mark)) sheet.addRow(row);
}
