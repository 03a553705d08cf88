import { asLocalDate } from '../../kernel/index.js';
import { readMetadata } from './sheet-metadata.js';
import type { CellValue } from './workbook.js';

const row = (...cells: CellValue[]) => ({ number: 1, cells, hidden: false });
const read = (...cells: CellValue[]) => readMetadata([row(...cells)], []);

describe('what stands beside a table', () => {
  it.each<[CellValue[], string | null, string | null, string | null]>([
    [['填报单位：临河区卫生健康委员会      填报时间：2020 年 5 月 27 日'], '临河区卫生健康委员会', '2020-05-27', '2020-05'],
    [['填报单位（盖章）：五原县卫健委', null, '填报时间：2020.5.26'], '五原县卫健委', '2020-05-26', '2020-05'],
    [['填报单位：', '磴口县人社局', '填报日期', { date: asLocalDate('2020-05-26') }], '磴口县人社局', '2020-05-26', '2020-05'],
    [['填报单位：乌拉特前旗人社局 填报时间 2020年5月'], '乌拉特前旗人社局', null, '2020-05'],
    [['填报单位：杭锦后旗人社局 单位负责人：张三 联系电话：8527219'], '杭锦后旗人社局', null, null],
    [['填报单位：               填报时间：   年  月  日'], null, null, null],
    [['巴彦淖尔市尘肺病重点行业企业信息一览表'], null, null, null],
  ])('%p', (cells, reportingUnit, date, month) => {
    expect(read(...cells)).toMatchObject({ reportingUnit, filledOn: month === null ? null : { date, month } });
  });

  it('is read from the rows above the header first, then from those below the table', () => {
    const below = [row('填报单位：五原县卫健委'), row('填表日期：2020年5月')];
    expect(readMetadata([row('填报单位：临河区卫健委')], below)).toMatchObject({
      reportingUnit: '临河区卫健委',
      filledOn: { date: null, month: '2020-05' },
    });
  });

  it('makes the title: everything above the header, nothing from below', () => {
    const above = [row('附件2'), row(null, '五原县尘肺病重点行业企业信息一览表　'), row('填报单位：')];
    expect(readMetadata(above, [row('填表人：')]).title).toBe('附件2 五原县尘肺病重点行业企业信息一览表 填报单位:');
    expect(readMetadata([], []).title).toBe('');
  });
});
