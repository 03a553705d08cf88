import type { Cell, Row, Workbook, Worksheet } from 'exceljs';
import { maskIdNumber, maskIdNumbersIn, maskName, squeeze } from '../../kernel/index.js';
import { loadExcelJs } from '../../platform/files/exceljs.js';
import { markWorkbook, type WorkbookMark } from '../../platform/files/workbook-mark.js';
import { packed } from './form-bytes.js';

/** The heads of the columns that say who somebody is, as 附件3 has them. */
const HEADS = { serial: '序号', name: '姓名', idNumber: '身份证号码' } as const;

/** Columns by number. */
type Columns = Readonly<Record<keyof typeof HEADS, number>>;

/** A filled 附件3 with names and ID numbers masked; everything else is as it was. The same bytes give the same bytes. */
export async function maskedForm(bytes: Buffer): Promise<Buffer> {
  const workbook = await load(bytes);
  for (const sheet of workbook.worksheets) maskSheet(sheet);
  return packed(workbook);
}

/** A filled form that says outside of its cells who took it away, when, and by whose leave. */
export async function markedForm(bytes: Buffer, mark: WorkbookMark): Promise<Buffer> {
  const workbook = await load(bytes);
  markWorkbook(workbook, mark);
  return packed(workbook);
}

async function load(bytes: Buffer): Promise<Workbook> {
  const exceljs = await loadExcelJs();
  const workbook = new exceljs.Workbook();
  // The library's types know an ArrayBuffer only; it takes Node's buffers as they are.
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  // Read from a file that says nothing of it, and written back, it would be said: pages count from 1 anyway.
  for (const { pageSetup } of workbook.worksheets) delete pageSetup.firstPageNumber;
  return workbook;
}

function maskSheet(sheet: Worksheet): void {
  let columns: Columns | undefined;
  sheet.eachRow((row) => {
    columns = columnsOf(row) ?? columns;
    if (columns && isBody(row, columns)) maskPerson(row, columns);
    else row.eachCell((cell) => replace(cell, maskIdNumbersIn));
  });
}

function maskPerson(row: Row, { name, idNumber }: Columns): void {
  row.eachCell((cell, column) => {
    if (column === name) replace(cell, maskName);
    else replace(cell, column === idNumber ? maskIdNumber : maskIdNumbersIn);
  });
}

/** Rows with people are numbered; those of head and foot are not. */
const isBody = (row: Row, { serial }: Columns): boolean => /^\d+$/.test(textOf(row.getCell(serial)).trim());

function columnsOf(row: Row): Columns | undefined {
  const found = new Map<string, number>();
  row.eachCell((cell, column) => void found.set(squeeze(textOf(cell)), column));
  const [serial, name, idNumber] = [found.get(HEADS.serial), found.get(HEADS.name), found.get(HEADS.idNumber)];
  return serial && name && idNumber ? { serial, name, idNumber } : undefined;
}

const textOf = ({ value }: Cell): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function replace(cell: Cell, mask: (text: string) => string): void {
  if (cell.isMerged && cell.master.address !== cell.address) return;
  if (typeof cell.value === 'string' || (typeof cell.value === 'number' && cell.value >= 1e14)) cell.value = mask(String(cell.value));
}
