import ExcelJS from 'exceljs';
import type { Upload } from '../support/api-client.js';

/** Loads an .xlsx as a clerk's program would. */
export async function openBook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book;
}

export const sheetOf = (book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`No sheet ${name}.`);
  return sheet;
};

export async function uploadOfBook(name: string, book: ExcelJS.Workbook): Promise<Upload> {
  return { name, bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

/** The column whose header cell says so, 1-based. */
export function columnHeaded(sheet: ExcelJS.Worksheet, headerRow: number, header: string): number {
  for (let column = 1; column <= sheet.columnCount; column++) if (sheet.getCell(headerRow, column).text === header) return column;
  throw new Error(`No column ${header}.`);
}

export const CASE_SHEET = '附件3';
export const HEADER_ROW = 3;
export const GOOD_ID = '150802197001010018';
export const OTHER_ID = '150802197001010026';
export const THIRD_ID = '150802197203150035';

/** 附件3 as a clerk keeps it: title, reporting unit, a hidden row, colours, notes, and two rows that cannot be read. */
export function clerkBook(): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(CASE_SHEET);
  sheet.columns = [6, 12, 6, 24, 30, 18, 16, 20].map((width) => ({ width }));
  sheet.mergeCells('A1:H1');
  sheet.getCell('A1').value = '职业病人员统计情况表';
  sheet.getCell('A1').font = { name: '方正小标宋简体', size: 18, bold: true };
  sheet.getCell('A2').value = '填报单位：临河区人力资源和社会保障局';
  sheet.getRow(HEADER_ROW).values = [
    '序号',
    '姓名',
    '性别',
    '身份证号码',
    '职业病发病所在单位',
    '职业病诊断病种',
    '职业病诊断时间',
    '备注',
  ];
  const rows = [
    ['1', '甲某', '男', GOOD_ID, '甲矿业有限公司', '煤工尘肺壹期', '2020.3.22', ''],
    ['2', '乙某', '女', '150802197001010027', '=乙水泥厂', '矽肺', '2020.4.1', ''],
    ['3', '丙某', '男', THIRD_ID, '丙建材厂', '矽肺', '某日', '+备注'],
    ['4', '丁某', '男', '152824196507081054', '丁煤矿', '煤工尘肺', '2020年5月', ''],
  ];
  rows.forEach((cells, i) => (sheet.getRow(HEADER_ROW + 1 + i).values = cells));
  sheet.getRow(HEADER_ROW + 4).hidden = true;
  sheet.getCell('B5').font = { italic: true, color: { argb: 'FF0000FF' } };
  sheet.getCell('A9').value = '单位负责人签字：';
  const other = book.addWorksheet('内部备忘');
  other.getCell('B2').value = { formula: '1+1', result: 2 };
  other.getCell('B3').value = '不要动这一页';
  return book;
}
