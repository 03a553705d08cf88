import { fileURLToPath } from 'node:url';
import * as Sheet from '@e965/xlsx';
import ExcelJS, { type Borders, type Worksheet } from 'exceljs';
import fc from 'fast-check';
import { asLocalDate, Problem } from '../../kernel/index.js';
import { fillAnnex2, type Annex2Form, type Annex2Row } from './index.js';

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url));
const GAP = ' '.repeat(20);

const row = (change: Partial<Annex2Row> = {}): Annex2Row => ({
  industry: '建材',
  name: '临河区样例砖厂',
  address: '临河区样例村',
  headcount: 25,
  contact: '甲某',
  phone: '13400000000',
  remark: '停产，留守1人',
  ...change,
});

const form = (rows: readonly Annex2Row[], change: Partial<Annex2Form> = {}): Annex2Form => ({
  cityName: '巴彦淖尔市',
  reportingUnit: '临河区卫生健康委员会',
  filledOn: asLocalDate('2020-05-27'),
  rows,
  departmentHead: '乙某',
  filledBy: '丙某',
  phone: '0478-0000000',
  ...change,
});

async function sheetOf(bytes: Buffer): Promise<Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('the form has no sheet');
  return sheet;
}

const valuesOf = (sheet: Worksheet, number: number): unknown[] =>
  Array.from({ length: 8 }, (_, index) => sheet.getRow(number).getCell(index + 1).value);

const thin = { style: 'thin' };
const boxed: Partial<Borders> = expect.objectContaining({ top: thin, left: thin, bottom: thin, right: thin });

describe('附件2 with two enterprises', () => {
  const build = async () => sheetOf(await fillAnnex2(TEMPLATES, form([row(), row({ headcount: '约30', remark: '' })])));

  it('is worded as the official form', async () => {
    const sheet = await build();
    expect(sheet.name).toBe('附件2');
    expect(sheet.getCell('A1').value).toBe('附件2');
    expect(sheet.getCell('A2').value).toBe('巴彦淖尔市尘肺病重点行业企业信息一览表');
    expect(sheet.getCell('A3').value).toBe(`填报单位：临河区卫生健康委员会${GAP}填报时间：2020 年 5 月 27 日`);
    expect(valuesOf(sheet, 4)).toEqual(['序号', '所属行业', '企业名称', '企业地址', '职工人数', '企业联系人', '联系电话', '备注']);
    expect(sheet.getCell('A7').value).toBe(`部门负责人：乙某${GAP}填表人：丙某${GAP}联系电话：0478-0000000`);
    expect(sheet.rowCount).toBe(7);
  });

  it('shows each enterprise as it was given: numbers as numbers, words as words, nothing as an empty cell', async () => {
    const sheet = await build();
    expect(valuesOf(sheet, 5)).toEqual([1, '建材', '临河区样例砖厂', '临河区样例村', 25, '甲某', '13400000000', '停产，留守1人']);
    expect(valuesOf(sheet, 6)).toEqual([2, '建材', '临河区样例砖厂', '临河区样例村', '约30', '甲某', '13400000000', null]);
  });

  it('merges the head lines and the foot over the full width', async () => {
    expect([...(await build()).model.merges].sort()).toEqual(['A1:H1', 'A2:H2', 'A3:H3', 'A7:H7']);
  });

  it('sets the fonts of an official form', async () => {
    const sheet = await build();
    expect(sheet.getCell('A2').font).toMatchObject({ name: '方正小标宋简体', size: 18, bold: true });
    expect(sheet.getCell('A2').alignment).toMatchObject({ horizontal: 'center', vertical: 'middle' });
    expect(sheet.getCell('C4').font).toMatchObject({ name: '宋体', size: 11, bold: true });
    expect(sheet.getCell('C5').font).toMatchObject({ name: '宋体', size: 11 });
    expect(sheet.getCell('C5').alignment).toMatchObject({ horizontal: 'left', wrapText: true });
    expect(sheet.getCell('G5').numFmt).toBe('@');
  });

  it('draws a box around every cell of the table and none around head and foot', async () => {
    const sheet = await build();
    for (const number of [4, 5, 6]) {
      for (let column = 1; column <= 8; column++) expect(sheet.getRow(number).getCell(column).border).toEqual(boxed);
    }
    expect(sheet.getCell('A3').border).toEqual({});
    expect(sheet.getCell('A7').border).toEqual({});
  });

  it('prints on A4 landscape, one page wide, with the column headings on each page and page numbers', async () => {
    const sheet = await build();
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printTitlesRow: '4:4',
      printArea: 'A1:H7',
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    });
    expect(sheet.headerFooter.oddFooter).toBe('&C第 &P 页，共 &N 页');
    expect(sheet.columns.map(({ width }) => width)).toEqual([6, 12, 34, 34, 10, 12, 16, 22]);
  });

  it('states the print area and the repeated rows as absolute references', async () => {
    const bytes = await fillAnnex2(TEMPLATES, form([row(), row()]));
    const names = Sheet.read(bytes).Workbook?.Names?.map(({ Name, Ref }) => [Name, Ref]);
    expect(names).toEqual([
      ['_xlnm.Print_Area', "'附件2'!$A$1:$H$7"],
      ['_xlnm.Print_Titles', "'附件2'!$4:$4"],
    ]);
  });
});

describe('the length of 附件2', () => {
  it('without enterprises it has five empty lines, as the paper form', async () => {
    const sheet = await sheetOf(await fillAnnex2(TEMPLATES, form([])));
    for (const number of [5, 6, 7, 8, 9]) {
      expect(valuesOf(sheet, number)).toEqual(Array.from({ length: 8 }, () => null));
      expect(sheet.getRow(number).getCell(8).border).toEqual(boxed);
    }
    expect(sheet.getCell('A10').value).toMatch(/^部门负责人：/);
    expect(sheet.pageSetup.printArea).toBe('A1:H10');
  });

  it('with one enterprise the foot follows at once', async () => {
    const sheet = await sheetOf(await fillAnnex2(TEMPLATES, form([row()])));
    expect(valuesOf(sheet, 5)[2]).toBe('临河区样例砖厂');
    expect([...sheet.model.merges].sort()).toEqual(['A1:H1', 'A2:H2', 'A3:H3', 'A6:H6']);
  });

  it('with 500 enterprises the last line looks like the first and the foot is merged below it', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => row({ name: `样例第${index + 1}砖厂` }));
    const sheet = await sheetOf(await fillAnnex2(TEMPLATES, form(rows)));
    expect(valuesOf(sheet, 504).slice(0, 3)).toEqual([500, '建材', '样例第500砖厂']);
    for (let column = 1; column <= 8; column++) {
      expect(sheet.getRow(504).getCell(column).style).toEqual(sheet.getRow(5).getCell(column).style);
    }
    expect(sheet.getRow(504).height).toBe(24);
    expect([...sheet.model.merges].sort()).toEqual(['A1:H1', 'A2:H2', 'A3:H3', 'A505:H505']);
    expect(sheet.pageSetup.printArea).toBe('A1:H505');
  });

  it('a long name makes its own row taller and no other', async () => {
    const long = row({ name: '内蒙古样例非金属矿产品加工销售有限责任公司乌拉特前旗白彦花镇第二分公司（停产）' });
    const sheet = await sheetOf(await fillAnnex2(TEMPLATES, form([row(), long, row()])));
    expect(sheet.getRow(5).height).toBe(24);
    expect(sheet.getRow(6).height).toBeGreaterThan(30);
    expect(sheet.getRow(7).height).toBe(24);
  });

  it('people who are not named leave room for a signature', async () => {
    const { departmentHead: _head, filledBy: _by, phone: _phone, ...unsigned } = form([row()]);
    const sheet = await sheetOf(await fillAnnex2(TEMPLATES, unsigned));
    expect(sheet.getCell('A6').value).toBe(`部门负责人：${GAP}填表人：${GAP}联系电话：`);
  });
});

describe('hostile text in 附件2', () => {
  const readBack = (bytes: Buffer): (Sheet.CellObject | undefined)[] => {
    const sheet = Sheet.read(bytes, { cellFormula: true }).Sheets['附件2'];
    return Array.from({ length: 100 }, (_, index) => sheet?.[`C${index + 5}`] as Sheet.CellObject | undefined);
  };

  it('stays text, unchanged and without an apostrophe, where a spreadsheet would see a formula', async () => {
    const names = ['=1+1', '+1', '-1', '@A1', '\t=1', '=HYPERLINK("http://x","y")', '{{cityName}}', '</t></si>', '_x0041_', "'=1", '0012'];
    const cells = readBack(await fillAnnex2(TEMPLATES, form(names.map((name) => row({ name })))));
    expect(cells.slice(0, names.length).map((cell) => [cell?.t, cell?.v, cell?.f])).toEqual(names.map((name) => ['s', name, undefined]));
  });

  it('in the head is text too', async () => {
    const bytes = await fillAnnex2(TEMPLATES, form([row()], { cityName: '=cmd|', reportingUnit: '<&>"{{phone}}' }));
    const sheet = await sheetOf(bytes);
    expect(sheet.getCell('A2').value).toBe('=cmd|尘肺病重点行业企业信息一览表');
    expect(sheet.getCell('A3').value).toBe(`填报单位：<&>"{{phone}}${GAP}填报时间：2020 年 5 月 27 日`);
  });

  it('of any characters reads back as it went in, but for what a workbook cannot hold', async () => {
    const isControl = (character: string): boolean => /\p{Cc}/u.test(character) && !['\t', '\n'].includes(character);
    const isHoldable = (character: string): boolean => !isControl(character) && !/\p{Noncharacter_Code_Point}/u.test(character);
    const writable = (text: string): string => [...text.replace(/\r\n?/g, '\n')].filter(isHoldable).join('');
    const texts = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(texts, async (names) => {
        const cells = readBack(await fillAnnex2(TEMPLATES, form(names.map((name) => row({ name })))));
        expect(names.map((_, index) => cells[index]?.v ?? '')).toEqual(names.map(writable));
      }),
      { numRuns: 20 },
    );
  });

  it('of more than 32,767 characters is refused, naming sheet and cell only', async () => {
    const fill = fillAnnex2(TEMPLATES, form([row(), row({ remark: '密'.repeat(32_768) })]));
    await expect(fill).rejects.toBeInstanceOf(Problem);
    await expect(fill).rejects.toMatchObject({ code: 'form-cell-too-long', details: { cell: '“附件2”H6 单元格' } });
    await expect(fill).rejects.toMatchObject({ message: expect.not.stringContaining('密') });
  });
});

describe('the bytes of 附件2', () => {
  afterEach(() => import.meta.jest.useRealTimers());

  it('are the same for the same form, whenever it is made', async () => {
    import.meta.jest.useFakeTimers({
      now: new Date('2021-01-01T00:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'],
    });
    const first = await fillAnnex2(TEMPLATES, form([row()]));
    import.meta.jest.setSystemTime(new Date('2030-12-31T12:34:56Z'));
    const second = await fillAnnex2(TEMPLATES, form([row()]));
    expect(second.equals(first)).toBe(true);
  });

  it('differ where the form differs', async () => {
    const first = await fillAnnex2(TEMPLATES, form([row()]));
    const second = await fillAnnex2(TEMPLATES, form([row({ headcount: 26 })]));
    expect(second.equals(first)).toBe(false);
  });

  it('carry the day of the form and the organisation, not the clock and a person', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Uint8Array.from(await fillAnnex2(TEMPLATES, form([row()]))).buffer);
    expect(workbook.created.toISOString()).toBe('2020-05-26T16:00:00.000Z');
    expect(workbook.modified.toISOString()).toBe('2020-05-26T16:00:00.000Z');
    expect([workbook.creator, workbook.lastModifiedBy]).toEqual(['临河区卫生健康委员会', '临河区卫生健康委员会']);
  });
});
