import ExcelJS from 'exceljs';
import { localDate } from '../../kernel/index.js';
import type { CellValue, MergedRange, OpenWorkbook, SheetRow } from '../domain/index.js';
import { unreadable } from './unreadable.js';

/** Parts that say nothing about rows; whole-column validations alone block the loader for many seconds. */
const IGNORED = ['dataValidations', 'conditionalFormatting', 'hyperlinks', 'drawing', 'legacyDrawing', 'tableParts', 'extLst', 'picture'];

/** Opens an Office Open XML workbook (.xlsx). The whole file is held in memory. */
export async function openXlsx(bytes: Buffer): Promise<OpenWorkbook> {
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(toArrayBuffer(bytes), { ignoreNodes: IGNORED });
  } catch {
    throw unreadable('workbook-damaged');
  }
  if (book.worksheets.length === 0) throw unreadable('workbook-format');
  return {
    sheets: book.worksheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.state !== 'visible',
      merges: sheet.model.merges.map(mergedRange),
    })),
    rows: (i) => rowsOf(book.worksheets[i]),
    close: async () => {},
  };
}

const toArrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

async function* rowsOf(sheet: ExcelJS.Worksheet | undefined): AsyncGenerator<SheetRow> {
  for (let number = 1; number <= (sheet?.rowCount ?? 0); number++) {
    const row = sheet?.findRow(number);
    if (!row?.hasValues) continue;
    const cells: CellValue[] = new Array<CellValue>(row.cellCount).fill(null);
    row.eachCell((cell, column) => {
      cells[column - 1] = cell.master === cell ? valueOf(cell.value) : null;
    });
    if (cells.some((cell) => cell !== null)) yield { number, cells, hidden: row.hidden };
  }
}

function valueOf(value: ExcelJS.CellValue): CellValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return calendarDay(value);
  if (typeof value !== 'object') return value;
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return valueOf(value.text);
  return 'result' in value ? valueOf(value.result) : null;
}

/** exceljs gives the clock of the cell as UTC. */
function calendarDay(date: Date): CellValue {
  const day = localDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return day.ok ? { date: day.value } : null;
}

/** "B5:C16" by numbers. */
function mergedRange(range: string): MergedRange {
  const [, left = '', top, right = '', bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? [];
  return { top: Number(top), left: columnIndex(left), bottom: Number(bottom), right: columnIndex(right) };
}

const columnIndex = (letters: string): number => [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
