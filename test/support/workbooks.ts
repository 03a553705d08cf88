import ExcelJs from 'exceljs';

export type SheetText = readonly (readonly string[])[];

/** The first sheet of an .xlsx as text, row by row. */
export async function sheetText(source: string | Buffer): Promise<SheetText> {
  const workbook = new ExcelJs.Workbook();
  if (typeof source === 'string') await workbook.xlsx.readFile(source);
  else await workbook.xlsx.load(source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength) as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('The workbook has no sheet.');
  const rows: string[][] = [];
  sheet.eachRow((row) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell) => cells.push(cell.text.trim()));
    rows.push(cells);
  });
  return rows;
}

/** The values of a column below the row where its header stands. */
export function columnOf(sheet: SheetText, header: string): string[] {
  const headerRow = sheet.findIndex((row) => row.includes(header));
  const column = sheet[headerRow]?.indexOf(header) ?? -1;
  return sheet
    .slice(headerRow + 1)
    .map((row) => row[column] ?? '')
    .filter((value) => value !== '');
}
