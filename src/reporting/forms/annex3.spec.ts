import { fileURLToPath } from 'node:url';
import ExcelJS, { type Worksheet } from 'exceljs';
import { asLocalDate } from '../../kernel/index.js';
import { fillAnnex3, type Annex3Row } from './index.js';

const TEMPLATES = fileURLToPath(new URL('../../../templates', import.meta.url));
const SIGNATURE_GAP = ' '.repeat(40);

const ROW: Annex3Row = {
  name: '甲某',
  sex: '男',
  idNumber: '152801000000000000',
  employer: '临河区样例耐火材料有限公司',
  disease: '矽肺贰期',
  diagnosedOn: '2022-09-05',
  recognisedOn: '2023-01',
  assessedOn: '',
  insured: '是',
  receivesBenefits: '否',
  remark: '补报',
};

const bytesOf = (rows: readonly Annex3Row[]): Promise<Buffer> =>
  fillAnnex3(TEMPLATES, {
    cityName: '巴彦淖尔市',
    reportingUnit: '临河区人力资源和社会保障局',
    filledOn: asLocalDate('2022-10-09'),
    rows,
  });

async function build(rows: readonly Annex3Row[]): Promise<Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(await bytesOf(rows)).buffer);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('the form has no sheet');
  return sheet;
}

const valuesOf = (sheet: Worksheet, number: number): unknown[] =>
  Array.from({ length: 12 }, (_, index) => sheet.getRow(number).getCell(index + 1).value);

describe('附件3', () => {
  it('is worded as the official form, with three signatures and two notes', async () => {
    const sheet = await build([ROW]);
    expect(sheet.getCell('A1').value).toBe('附件3');
    expect(sheet.getCell('A2').value).toBe('巴彦淖尔市职业病人员统计情况表');
    expect(sheet.getCell('A3').value).toBe('填报单位：临河区人力资源和社会保障局');
    expect(valuesOf(sheet, 4)).toEqual([
      '序号',
      '姓名',
      '性别',
      '身份证号码',
      '职业病发病所在单位',
      '职业病诊断病种',
      '职业病诊断时间',
      '工伤认定时间',
      '劳动能力鉴定时间',
      '是否参保',
      '是否领取工伤待遇',
      '备注',
    ]);
    expect(sheet.getCell('A6').value).toBe(`单位负责人签字：${SIGNATURE_GAP}科室负责人签字：${SIGNATURE_GAP}经办人签字：`);
    expect(sheet.getCell('A7').value).toBe('备注：1.职业病诊断病种填写尘肺病、职业中毒、布病、森林脑炎等职业病名称；');
    expect(sheet.getCell('A8').value).toBe('      2.统计时间以职业病诊断时间为准进行统计。');
  });

  it('shows the case as it is known, with the ID number as text', async () => {
    const sheet = await build([ROW]);
    expect(valuesOf(sheet, 5)).toEqual([
      1,
      '甲某',
      '男',
      '152801000000000000',
      '临河区样例耐火材料有限公司',
      '矽肺贰期',
      '2022-09-05',
      '2023-01',
      null,
      '是',
      '否',
      '补报',
    ]);
    expect(sheet.getCell('D5').type).toBe(ExcelJS.ValueType.String);
    expect(sheet.getCell('D5').numFmt).toBe('@');
  });

  it.each([
    [0, 10, ['A10:L10', 'A11:L11', 'A12:L12']],
    [1, 6, ['A6:L6', 'A7:L7', 'A8:L8']],
    [500, 505, ['A505:L505', 'A506:L506', 'A507:L507']],
  ])('with %i cases the foot begins in row %i and keeps its merges and heights', async (count, foot, merges) => {
    const sheet = await build(Array.from({ length: count }, () => ROW));
    expect(sheet.model.merges.filter((range) => !['A1:L1', 'A2:L2', 'A3:L3'].includes(range)).sort()).toEqual(merges);
    expect([foot, foot + 1, foot + 2].map((number) => sheet.getRow(number).height)).toEqual([36, 20, 20]);
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', printTitlesRow: '4:4', printArea: `A1:L${foot + 2}` });
  });

  it('gives the same bytes for the same cases', async () => {
    expect((await bytesOf([ROW])).equals(await bytesOf([ROW]))).toBe(true);
  });
});
