import { readWorkbook, type CellValue } from '../../intake/domain/index.js';
import { tableWorkbook, type TableSheet } from '../../intake/domain/testing/table-workbook.js';
import { rosterSheet } from './roster-sheet.js';

const ID = '11010519491231002X';
const HEADER = ['序号', '用人单位', '姓名', '身份证号', '工作岗位', '入职时间', '离职时间', '是否签订劳动合同'];

const read = async (sheet: TableSheet) => (await readWorkbook(tableWorkbook(sheet), rosterSheet)).sheets[0];
const row = (joined: CellValue, left: CellValue = null): CellValue[] => [1, '甲矿有限公司', '张三', ID, '凿岩工', joined, left, '是'];

describe('a row of a roster', () => {
  it('is read with every value in its normal form', async () => {
    const reading = await read({ rows: [['乌拉特中旗重点行业企业职工花名册'], HEADER, row('2012.4.23', '2022年11月')] });
    expect(reading).toMatchObject({ title: '乌拉特中旗重点行业企业职工花名册', errors: [] });
    expect(reading?.rows[0]?.value).toEqual({
      unitName: '甲矿有限公司',
      creditCode: null,
      countyText: null,
      name: '张三',
      idNumber: ID,
      post: '凿岩工',
      joinedOn: '2012-04-23',
      leftOn: '2022-11-30',
      contract: '是',
      preEmploymentExam: '',
      inServiceExam: '',
      leavingExam: '',
    });
  });

  it('whose identity number Excel rounded is an error', async () => {
    const rounded = row('2012-04-23').with(3, 110105194912310020);
    expect((await read({ rows: [HEADER, rounded] }))?.errors).toMatchObject([{ row: 2, column: '身份证号', code: 'id-rounded' }]);
  });

  it('that ends before it begins is an error', async () => {
    expect((await read({ rows: [HEADER, row('2022-05-01', '2022-04-30')] }))?.errors).toMatchObject([{ code: 'left-before-joined' }]);
  });

  it('tells of each examination when it was, or whether', async () => {
    const top = ['用人单位', '姓名', '身份证号', '职业健康体检', null, null];
    const bottom = [null, null, null, '岗前', '在岗', '离岗'];
    const merges = [{ top: 1, left: 3, bottom: 1, right: 5 }, ...[0, 1, 2].map((left) => ({ top: 1, left, bottom: 2, right: left }))];
    const reading = await read({ rows: [top, bottom, ['甲矿', '张三', ID, '2020年3月', '是', '无']], merges });
    expect(reading?.rows[0]?.value).toMatchObject({ preEmploymentExam: '2020-03', inServiceExam: '是', leavingExam: '否' });
  });
});
