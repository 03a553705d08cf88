import * as XLSX from '@e965/xlsx';
import { localDate } from '../../kernel/index.js';
import type { CellValue, OpenWorkbook, SheetInfo, SheetRow } from '../domain/index.js';
import { unreadable } from './unreadable.js';

/** The number formats of the package, which its types leave open. */
const formats = XLSX.SSF as {
  is_date(format: string): boolean;
  parse_date_code(
    serial: number,
    options: { readonly date1904: boolean },
  ): { readonly y: number; readonly m: number; readonly d: number } | null;
};

/** Opens a BIFF workbook (.xls). The whole file is held in memory. */
export function openXls(bytes: Buffer): OpenWorkbook {
  const book = parse(bytes);
  const date1904 = book.Workbook?.WBProps?.date1904 ?? false;
  const sheetAt = (i: number): XLSX.WorkSheet => book.Sheets[book.SheetNames[i] ?? ''] ?? {};
  return {
    sheets: book.SheetNames.map((name, i) => sheetInfo(name, sheetAt(i), (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0)),
    rows: (i) => rowsOf(sheetAt(i), date1904),
    close: async () => {},
  };
}

function parse(bytes: Buffer): XLSX.WorkBook {
  try {
    return XLSX.read(bytes, { type: 'buffer', dense: true, cellStyles: true, cellNF: true, cellHTML: false, cellText: false });
  } catch (error) {
    throw unreadable(
      error instanceof Error && /password|encryption scheme/i.test(error.message) ? 'workbook-encrypted' : 'workbook-damaged',
    );
  }
}

function sheetInfo(name: string, sheet: XLSX.WorkSheet, hidden: boolean): SheetInfo {
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }));
  return { name, hidden, merges };
}

async function* rowsOf(sheet: XLSX.WorkSheet, date1904: boolean): AsyncGenerator<SheetRow> {
  const data: readonly (XLSX.CellObject[] | undefined)[] = sheet['!data'] ?? [];
  for (const [i, row] of data.entries()) {
    const cells = Array.from(row ?? [], (cell) => valueOf(cell, date1904));
    if (cells.some((cell) => cell !== null)) yield { number: i + 1, cells, hidden: sheet['!rows']?.[i]?.hidden ?? false };
  }
}

function valueOf(cell: XLSX.CellObject | undefined, date1904: boolean): CellValue {
  if (!cell || cell.t === 'z' || cell.v === undefined) return null;
  if (cell.t === 'e') return typeof cell.w === 'string' ? cell.w : '#N/A';
  if (typeof cell.v === 'number') return (formats.is_date(String(cell.z ?? '')) ? calendarDay(cell.v, date1904) : null) ?? cell.v;
  return cell.v instanceof Date ? null : cell.v;
}

/** The day of an Excel serial number; null for a time of day and for what is no date. */
function calendarDay(serial: number, date1904: boolean): CellValue {
  const code = serial < 1 ? null : formats.parse_date_code(serial, { date1904 });
  const day = code ? localDate(code.y, code.m, code.d) : null;
  return day?.ok ? { date: day.value } : null;
}
