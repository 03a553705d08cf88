import * as XLSX from '@e965/xlsx';
import type { CellValue, OpenWorkbook, SheetInfo, SheetRow } from '../domain/index.js';
import { rowWithinLimits } from './limits.js';
import { unreadable } from './unreadable.js';
import { isBuiltInDayFormat, isDayFormat } from './xlsx/number-formats.js';
import { SerialDays } from './xlsx/serial-days.js';

/** The number formats of the package, which its types leave open; its table of built-in ones is shared by all that it reads. */
const formats = XLSX.SSF as {
  get_table(): Record<number, string | undefined>;
  load(format: string, id: number): void;
};

const OPTIONS: XLSX.ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellStyles: true,
  cellNF: true,
  cellHTML: false,
  cellText: false,
  cellFormula: false,
  cellDates: false,
};

/** Numbers up to here are formats that every program knows without being told. */
const BUILT_IN_FORMATS = 164;
const DAY_FORMAT = 'yyyy"年"m"月"d"日"';

/** Error values as the file has them. */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** Opens what SheetJS reads soundly: BIFF (.xls, .et), .xlsb and .ods. The whole file is held in memory. */
export function openWithSheetJs(bytes: Buffer): OpenWorkbook {
  const book = parse(bytes);
  const days = new SerialDays(book.Workbook?.WBProps?.date1904 ?? false);
  const sheetAt = (i: number): XLSX.WorkSheet => book.Sheets[book.SheetNames[i] ?? ''] ?? {};
  return {
    sheets: book.SheetNames.map((name, i) => sheetInfo(name, sheetAt(i), (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0)),
    rows: (i) => rowsOf(sheetAt(i), days),
    close: async () => {},
  };
}

function parse(bytes: Buffer): XLSX.WorkBook {
  teachDayFormats();
  try {
    return XLSX.read(bytes, OPTIONS);
  } catch (error) {
    const isLocked = error instanceof Error && /password|encryption/i.test(error.message);
    throw unreadable(isLocked ? 'workbook-encrypted' : 'workbook-damaged');
  }
}

/** The package does not know the built-in date formats of Chinese editions, of which 31 is the usual one for 年月日. */
function teachDayFormats(): void {
  const table = formats.get_table();
  for (let id = 0; id < BUILT_IN_FORMATS; id++) if (isBuiltInDayFormat(id) && table[id] === undefined) formats.load(DAY_FORMAT, id);
}

function sheetInfo(name: string, sheet: XLSX.WorkSheet, hidden: boolean): SheetInfo {
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }));
  return { name, hidden, merges };
}

async function* rowsOf(sheet: XLSX.WorkSheet, days: SerialDays): AsyncGenerator<SheetRow> {
  const data: readonly (XLSX.CellObject[] | undefined)[] = sheet['!data'] ?? [];
  for (const [i, cells] of data.entries()) {
    if (!cells) continue;
    const values = Array.from(cells, (cell) => valueOf(cell, days));
    const row = rowWithinLimits(i + 1, values, sheet['!rows']?.[i]?.hidden ?? false);
    if (row) yield row;
  }
}

function valueOf(cell: XLSX.CellObject | undefined, days: SerialDays): CellValue {
  if (!cell || cell.t === 'z' || cell.v === undefined || cell.v === '') return null;
  if (cell.t === 'e') return ERRORS[Number(cell.v)] ?? '#N/A';
  if (typeof cell.v === 'number') return isDayFormat(String(cell.z ?? '')) ? days.value(cell.v) : cell.v;
  return cell.v instanceof Date ? null : cell.v;
}
