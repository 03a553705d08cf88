import { readWorkbook, type CellValue } from '../../intake/domain/index.js';
import { tableWorkbook } from '../../intake/domain/testing/table-workbook.js';
import { caseSheet } from './case-sheet.js';

const COLUMNS = {
  序号: 1,
  姓名: '某某',
  性别: '男',
  身份证号码: '152801197003151231',
  职业病发病所在单位: '福星石材厂',
  职业病诊断病种: '矽肺壹期',
  职业病诊断时间: '2020.3.22',
  工伤认定时间: '2020年5月',
  劳动能力鉴定时间: '待鉴定',
  是否参保: '√',
  是否领取工伤待遇: '否',
  备注: '',
} as const satisfies Record<string, CellValue>;

async function read(changes: Partial<Record<keyof typeof COLUMNS, CellValue>>) {
  const row = { ...COLUMNS, ...changes };
  const { sheets } = await readWorkbook(tableWorkbook({ rows: [Object.keys(row), Object.values(row)] }), caseSheet);
  const [reading] = sheets;
  if (!reading) throw new Error('no sheet');
  return reading;
}

describe('a row of 附件3', () => {
  it('is read with every value in its normal form', async () => {
    const { rows } = await read({});
    expect(rows[0]?.value).toEqual({
      sequence: '1',
      name: '某某',
      sex: '男',
      idNumber: '152801197003151231',
      employerName: '福星石材厂',
      disease: { raw: '矽肺壹期', name: '矽肺', stage: '壹期', pneumoconiosis: true, listedSince: null },
      diagnosedOn: { date: '2020-03-22', latest: '2020-03-22', precision: 'day', raw: '2020.3.22', pending: false },
      recognisedOn: { date: '2020-05-01', latest: '2020-05-31', precision: 'month', raw: '2020年5月', pending: false },
      assessedOn: { date: null, latest: null, precision: null, raw: '待鉴定', pending: true },
      insured: 'yes',
      receivesBenefits: 'no',
      remark: null,
    });
    expect(rows[0]?.warnings).toEqual([]);
  });

  it.each<[Partial<Record<keyof typeof COLUMNS, CellValue>>, string]>([
    [{ 工伤认定时间: '2020.3.21' }, '工伤认定时间 recognised-before-diagnosed'],
    [{ 工伤认定时间: '2020.5.1', 劳动能力鉴定时间: '2020.4.30' }, '劳动能力鉴定时间 assessed-before-recognised'],
    [{ 性别: '女' }, '性别 sex-contradicts-id'],
    [{ 性别: '不明' }, '性别 sex-unreadable'],
    [{ 职业病诊断病种: '矽肺' }, '职业病诊断病种 stage-missing'],
    [{ 职业病诊断病种: '感冒' }, '职业病诊断病种 disease-unlisted'],
    [{ 是否参保: '也许' }, '是否参保 answer-unreadable'],
  ])('%p is kept with a warning: %s', async (changes, warning) => {
    const { rows, errors } = await read(changes);
    expect(errors).toEqual([]);
    expect(rows[0]?.warnings.map(({ column, code }) => `${column} ${code}`)).toEqual([warning]);
  });

  it('dates that are known to the month are compared as intervals', async () => {
    expect((await read({ 工伤认定时间: '2020年3月' })).rows[0]?.warnings).toEqual([]);
    expect((await read({ 工伤认定时间: '2020年2月' })).rows[0]?.warnings).toHaveLength(1);
  });

  it.each<[Partial<Record<keyof typeof COLUMNS, CellValue>>, string]>([
    [{ 身份证号码: Number('152801197003151231') }, '身份证号码 id-rounded'],
    [{ 身份证号码: '152801197003151234' }, '身份证号码 id-checksum'],
    [{ 身份证号码: '' }, '身份证号码 id-number-missing'],
    [{ 姓名: '/' }, '姓名 name-missing'],
    [{ 职业病诊断时间: '' }, '职业病诊断时间 diagnosed-on-missing'],
    [{ 职业病诊断时间: '2020.2.30' }, '职业病诊断时间 date-impossible'],
    [{ 工伤认定时间: '2020.2.30' }, '工伤认定时间 date-impossible'],
  ])('%p leaves the row out: %s', async (changes, error) => {
    const { rows, errors } = await read(changes);
    expect(rows).toEqual([]);
    expect(errors.map(({ column, code }) => `${column} ${code}`)).toEqual([error]);
    expect(JSON.stringify(errors)).not.toMatch(/某某|\d{12}/);
  });
});
