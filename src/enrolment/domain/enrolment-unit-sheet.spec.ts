import { readWorkbook, type CellValue } from '../../intake/domain/index.js';
import { tableWorkbook } from '../../intake/domain/testing/table-workbook.js';
import { enrolmentUnitSheet } from './enrolment-unit-sheet.js';

const HEADER = ['单位编号', '单位名称', '统一社会信用代码', '参保区划', '险种类型', '参保状态', '参保人数', '缴费截止年月'];

async function read(...rows: CellValue[][]) {
  const [reading] = (await readWorkbook(tableWorkbook({ rows: [HEADER, ...rows] }), enrolmentUnitSheet)).sheets;
  if (!reading) throw new Error('no sheet');
  return reading;
}

const unit = (changes: Partial<Record<number, CellValue>>): CellValue[] =>
  [10001, '福星石材厂', '91150802MAXT102870', '甲县', '工伤保险', '正常参保', 173, '202012'].map((cell, i) => changes[i] ?? cell);

describe('an insured unit', () => {
  it('is read with every value in its normal form', async () => {
    expect((await read(unit({}))).rows[0]?.value).toEqual({
      unitNo: '10001',
      name: '福星石材厂',
      creditCode: '91150802MAXT102870',
      countyText: '甲县',
      insurance: '410',
      status: 'active',
      insuredCount: 173,
      month: '2020-12',
      contact: null,
      phones: [],
      address: null,
    });
  });

  it('may have a contact, telephones and an address', async () => {
    const header = [...HEADER, '专管员', '联系电话', '单位地址'];
    const row = [...unit({}), '巴特尔', '0478-8210000、13904780000', '甲县团结村12号'];
    const [reading] = (await readWorkbook(tableWorkbook({ rows: [header, row] }), enrolmentUnitSheet)).sheets;
    expect(reading?.rows[0]?.value).toMatchObject({
      contact: '巴特尔',
      phones: ['0478-8210000', '13904780000'],
      address: '甲县团结村12号',
    });
  });

  it.each<[CellValue, string]>([
    ['正常参保', 'active'],
    ['参保缴费', 'active'],
    [1, 'active'],
    ['暂停参保', 'suspended'],
    ['暂停缴费（中断）', 'suspended'],
    ['2', 'suspended'],
    ['终止参保', 'terminated'],
    [3, 'terminated'],
  ])('whose 参保状态 is %p is %s', async (cell, status) => {
    expect((await read(unit({ 5: cell }))).rows[0]?.value.status).toBe(status);
  });

  it.each<[CellValue, string | null, string[]]>([
    ['工伤保险', '410', []],
    [410, '410', []],
    ['410 工伤', '410', []],
    ['企业职工基本养老保险', '110', []],
    ['失业保险', '210', []],
    ['/', null, []],
    ['补充险', null, ['insurance-unknown']],
  ])('whose 险种 is %p has the code %p', async (cell, insurance, warnings) => {
    const [row] = (await read(unit({ 4: cell }))).rows;
    expect(row?.value.insurance).toBe(insurance);
    expect(row?.warnings.map((warning) => warning.code)).toEqual(warnings);
  });

  it('that is not active needs no number of people; an active one does', async () => {
    expect((await read(unit({ 5: '终止参保', 6: '' }))).rows[0]?.value.insuredCount).toBe(0);
    expect((await read(unit({ 6: '' }))).errors).toMatchObject([{ row: 2, column: '参保人数', code: 'insured-count-missing' }]);
  });

  it.each<[Partial<Record<number, CellValue>>, string]>([
    [{ 0: '' }, 'unit-no-missing'],
    [{ 1: '' }, 'name-missing'],
    [{ 5: '' }, 'status-missing'],
    [{ 5: '其他' }, 'status-unreadable'],
    [{ 6: '若干' }, 'headcount-unreadable'],
  ])('%p is an error (%s), and the other rows go on', async (changes, code) => {
    const reading = await read(unit(changes), unit({ 0: 10002 }));
    expect(reading.errors).toMatchObject([{ row: 2, code }]);
    expect(reading.rows.map((row) => row.value.unitNo)).toEqual(['10002']);
  });
});
