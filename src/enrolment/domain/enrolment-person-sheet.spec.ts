import { readWorkbook, type CellValue } from '../../intake/domain/index.js';
import { tableWorkbook } from '../../intake/domain/testing/table-workbook.js';
import { enrolmentPersonSheet } from './enrolment-person-sheet.js';

const HEADER = ['个人编号', '姓名', '证件号码', '单位编号', '单位名称', '险种', '参保状态', '参保日期'];
const ID = '11010519491231002X';

const read = async (header: readonly CellValue[], ...rows: (readonly CellValue[])[]) =>
  (await readWorkbook(tableWorkbook({ rows: [header, ...rows] }), enrolmentPersonSheet)).sheets[0];

const row = (changes: Partial<Record<string, CellValue>> = {}): CellValue[] => {
  const ordinary: Record<string, CellValue> = {
    个人编号: '900000',
    姓名: '那仁•巴雅尔',
    证件号码: ID,
    单位编号: '10785',
    单位名称: '甲矿',
    险种: '工伤保险',
    参保状态: '正常参保',
    参保日期: '2016-07-01',
  };
  return HEADER.map((name) => (name in changes ? (changes[name] ?? null) : (ordinary[name] ?? null)));
};

describe('a row of the export by person', () => {
  it('is read with every value in its normal form', async () => {
    const reading = await read(HEADER, row());
    expect(reading?.errors).toEqual([]);
    expect(reading?.rows[0]?.value).toEqual({
      idNumber: ID,
      name: '那仁·巴雅尔',
      unitNo: '10785',
      insurance: '410',
      status: 'active',
      startedOn: '2016-07-01',
      endedOn: null,
      month: null,
    });
  });

  it.each([
    ['lower-case x', '11010519491231002x'],
    ['blanks', ' 110105 1949 1231 002X '],
    ['full-width digits', '１１０１０５１９４９１２３１００２Ｘ'],
    ['the sign × for X', '11010519491231002×'],
    ['15 digits', '110105491231002'],
  ])('takes an identity number with %s for the same', async (_what, typed) => {
    expect((await read(HEADER, row({ 证件号码: typed })))?.rows[0]?.value.idNumber).toBe(ID);
  });

  it.each([
    ['rounded by Excel', 110105194912310020, 'id-rounded'],
    ['in scientific notation', '1.10105E+17', 'id-rounded'],
    ['with a wrong check digit', '110105194912310021', 'id-checksum'],
    ['with an impossible date of birth', '110105194902300020', 'id-birth-date'],
    ['that is a passport number', 'E12345678', 'id-shape'],
    ['that is missing', '/', 'id-number-missing'],
  ])('with an identity number %s is an error that names nobody', async (_what, typed, code) => {
    const reading = await read(HEADER, row({ 证件号码: typed }));
    expect(reading?.rows).toEqual([]);
    expect(reading?.errors).toMatchObject([{ row: 2, column: '证件号码', code }]);
    expect(JSON.stringify(reading?.errors)).not.toContain(String(typed).length > 3 ? String(typed) : '那仁');
  });

  it.each([
    ['参保缴费', 'active'],
    ['1', 'active'],
    ['暂停缴费(中断)', 'suspended'],
    [2, 'suspended'],
    ['终止缴费', 'terminated'],
  ])('has the status %s as %s', async (typed, status) => {
    expect((await read(HEADER, row({ 参保状态: typed })))?.rows[0]?.value.status).toBe(status);
  });

  it.each([
    ['410', '410'],
    ['工伤', '410'],
    ['企业职工基本养老保险', '110'],
  ])('has the insurance %s as %s', async (typed, insurance) => {
    expect((await read(HEADER, row({ 险种: typed })))?.rows[0]?.value.insurance).toBe(insurance);
  });

  it('without a kind of insurance is an error', async () => {
    expect((await read(HEADER, row({ 险种: null })))?.errors).toMatchObject([{ code: 'insurance-missing' }]);
  });

  it.each([
    ['999912', null],
    ['209912', null],
    ['202211', '2022-11-30'],
    ['2022-11-15', '2022-11-15'],
    ['', null],
  ])('ends on 结束年月 %s as %s', async (typed, endedOn) => {
    expect((await read([...HEADER, '结束年月'], [...row(), typed]))?.rows[0]?.value.endedOn).toBe(endedOn);
  });
});

it('headers by the codes of the national scheme are known', async () => {
  const reading = await read(
    ['aac001', 'aac003', 'aac002', 'aab001', 'aae044', 'aae140', 'aac031', 'aae041', 'aae042', 'aae003'],
    ['1', '张三', ID, '10785', '甲矿', '410', '1', '201607', '', '202212'],
  );
  expect(reading?.rows[0]?.value).toMatchObject({ unitNo: '10785', insurance: '410', startedOn: '2016-07-01', month: '2022-12' });
});
