import { fileURLToPath } from 'node:url';
import ExcelJS, { type Workbook } from 'exceljs';
import { asLocalDate } from '../../kernel/index.js';
import { fillAnnex3, markedForm, maskedForm, type Annex3Row } from './index.js';

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url));
const ID = '152801197003151231';
const ROW: Annex3Row = {
  name: '甲某某',
  sex: '男',
  idNumber: ID,
  employer: '临河区样例耐火材料有限公司',
  disease: '矽肺贰期',
  diagnosedOn: '2022-09-05',
  recognisedOn: '2023-01',
  assessedOn: '',
  insured: '是',
  receivesBenefits: '否',
  remark: `原号码${ID}有误`,
};
const MARK = { text: '含个人信息，注意保密。导出人 甲&乙（临河区），2026-11-28 10:00', by: '甲&乙', at: new Date('2026-11-28T02:00:00Z') };

const form = (rows: readonly Annex3Row[]): Promise<Buffer> =>
  fillAnnex3(TEMPLATES, {
    cityName: '巴彦淖尔市',
    reportingUnit: '临河区人力资源和社会保障局',
    filledOn: asLocalDate('2022-10-09'),
    rows,
  });

async function open(bytes: Buffer): Promise<Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  return workbook;
}

/** All that a person sees of a form's cells: values, styles, merges, widths, heights, print set-up. */
async function cellsOf(bytes: Buffer): Promise<unknown> {
  return (await open(bytes)).worksheets.map((sheet) => ({
    merges: [...sheet.model.merges].sort(),
    widths: sheet.columns.map(({ width }) => width),
    page: { ...sheet.pageSetup },
    rows: Array.from({ length: sheet.rowCount }, (_, i) => {
      const row = sheet.getRow(i + 1);
      const cells = Array.from({ length: sheet.columnCount }, (_unused, column) => {
        const { value, style } = row.getCell(column + 1);
        return { value, style };
      });
      return { height: row.height, cells };
    }),
  }));
}

describe('a form in the edition that is handed out by default', () => {
  it('has masked names and ID numbers, also in remarks, and every other cell as it was', async () => {
    const bytes = await form([ROW, { ...ROW, name: '乙', idNumber: '不详', remark: '' }]);
    const [sheet] = (await open(await maskedForm(bytes))).worksheets;
    const texts = (row: number): unknown[] => [2, 4, 12].map((column) => sheet?.getRow(row).getCell(column).value ?? null);
    expect(texts(5)).toEqual(['甲**', '152801********1231', '原号码152801********1231有误']);
    expect(texts(6).slice(0, 2)).toEqual(['乙', '不*']);
    const plain = JSON.stringify(await cellsOf(bytes))
      .replaceAll(ID, '152801********1231')
      .replace('甲某某', '甲**')
      .replace('不详', '不*');
    expect(JSON.stringify(await cellsOf(await maskedForm(bytes)))).toBe(plain);
  });

  it('is the same bytes each time', async () => {
    const bytes = await form([ROW]);
    expect(await maskedForm(bytes)).toEqual(await maskedForm(bytes));
  });

  it('of no case is the empty form', async () => {
    const bytes = await form([]);
    expect(await cellsOf(await maskedForm(bytes))).toEqual(await cellsOf(bytes));
  });
});

describe('a form in the clear', () => {
  it('says who took it away in print header and properties; its cells are those of the form', async () => {
    const bytes = await form([ROW]);
    const marked = await markedForm(bytes, MARK);
    expect(await cellsOf(marked)).toEqual(await cellsOf(bytes));
    const workbook = await open(marked);
    expect(workbook.worksheets[0]?.headerFooter).toMatchObject({
      oddHeader: '&R&8含个人信息，注意保密。导出人 甲&&乙（临河区），2026-11-28 10:00',
      oddFooter: '&C第 &P 页，共 &N 页',
    });
    expect(workbook).toMatchObject({ description: MARK.text, lastModifiedBy: '甲&乙', modified: MARK.at });
  });
});
