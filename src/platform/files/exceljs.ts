import type { default as ExcelJs } from 'exceljs';

/** exceljs, loaded when the first workbook is written: it is a tenth of what a process loads, and most of them never write one. */
export async function loadExcelJs(): Promise<typeof ExcelJs> {
  const { default: exceljs } = await import('exceljs');
  return exceljs;
}
