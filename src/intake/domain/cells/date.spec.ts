import fc from 'fast-check';
import { addDays, asLocalDate } from '../../../kernel/index.js';
import type { CellValue } from '../workbook.js';
import { readDate, readMonth } from './date.js';

const day = (date: string): CellValue => ({ date: asLocalDate(date) });
const codes = (cell: CellValue): string[] => readDate(cell).issues.map((issue) => `${issue.severity} ${issue.code}`);

describe('a date', () => {
  it.each<[CellValue]>([
    ['2020.3.22'],
    ['2020.03.22'],
    ['2020-3-22'],
    ['2020/3/22'],
    ['2020年3月22日'],
    ['2020 年 3 月 22 日'],
    ['２０２０．３．２２'],
    ['20200322'],
    [20200322],
    [43912],
    ['43912'],
    ['43912.0'],
    [43912.75],
    ['2020-03-22 00:00:00'],
    ['2020-03-22T08:30:00Z'],
    ['二〇二〇年三月二十二日'],
    ['22-Mar-20'],
    ['3/22/2020'],
    ["'2020-03-22"],
    [day('2020-03-22')],
  ])('%p is 22 March 2020', (cell) => {
    expect(readDate(cell).issues).toEqual([]);
    expect(readDate(cell).value).toMatchObject({ date: '2020-03-22', latest: '2020-03-22', precision: 'day', pending: false });
  });

  it.each<[CellValue]>([['2020年3月'], ['2020.3'], ['2020-03'], ['202003'], [202003], [2020.3], ['二〇二〇年三月']])(
    '%p is known to the month',
    (cell) => {
      expect(readDate(cell).issues).toEqual([]);
      expect(readDate(cell).value).toMatchObject({ date: '2020-03-01', latest: '2020-03-31', precision: 'month' });
    },
  );

  it.each<[CellValue, string, string, string[]]>([
    ['2020', '2020-01-01', '2020-12-31', ['warning date-year-only']],
    ['约2019年', '2019-01-01', '2019-12-31', ['warning date-approximate', 'warning date-year-only']],
    ['2020年上半年', '2020-01-01', '2020-06-30', ['warning date-year-only']],
    ['2020年下半年', '2020-07-01', '2020-12-31', ['warning date-year-only']],
    ['20.3.22', '2020-03-22', '2020-03-22', ['warning date-short-year']],
    ['98.3.22', '1998-03-22', '1998-03-22', ['warning date-short-year']],
    ['3/4/2020', '2020-03-04', '2020-03-04', ['warning date-ambiguous']],
    ['2020年3月22日（2021.5晋贰期）', '2020-03-22', '2020-03-22', ['warning date-note']],
    [2020.1, '2020-01-01', '2020-01-31', ['warning date-ambiguous']],
  ])('%p is %s to %s, with a warning', (cell, date, latest, issues) => {
    expect(readDate(cell).value).toMatchObject({ date, latest });
    expect(codes(cell)).toEqual(issues);
  });

  it.each(['', '/', '无', '0', '——'])('%p says nothing and is kept as typed', (cell) => {
    expect(readDate(cell)).toEqual({ value: { date: null, latest: null, precision: null, pending: false, raw: cell }, issues: [] });
  });

  it.each(['待认定', '认定中', '未鉴定', '正在办理', '已受理'])('%p is still to come', (cell) => {
    expect(readDate(cell)).toEqual({ value: { date: null, latest: null, precision: null, pending: true, raw: cell }, issues: [] });
  });

  it('"见备注" is no date, and says so', () => {
    expect(readDate('见备注').value).toMatchObject({ date: null, raw: '见备注' });
    expect(codes('见备注')).toEqual(['warning date-elsewhere']);
  });

  it.each<[CellValue, string]>([
    ['2020.2.30', 'error date-impossible'],
    ['20201301', 'error date-impossible'],
    [2020.31, 'error date-impossible'],
    ['2020年13月', 'error date-impossible'],
    ['2019.12-2020.1', 'error date-several'],
    ['13947812345', 'error date-unreadable'],
    ['1066-10-14', 'error date-unreadable'],
    ['去年', 'error date-unreadable'],
  ])('%p is an error', (cell, issue) => {
    expect(readDate(cell).value).toBeNull();
    expect(codes(cell)).toEqual([issue]);
  });

  it('comes back from every way of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 54_000 }), fc.integer({ min: 0, max: 6 }), (days, shape) => {
        const date = addDays(asLocalDate('1950-01-01'), days);
        const [year = '', month = '', dayOfMonth = ''] = date.split('-');
        const [m, d] = [Number(month), Number(dayOfMonth)];
        const shapes: CellValue[] = [
          date,
          `${year}.${m}.${d}`,
          `${year}/${month}/${dayOfMonth}`,
          `${year}年${m}月${d}日`,
          `${year}${month}${dayOfMonth}`,
          18264 + days,
          { date },
        ];
        expect(readDate(shapes[shape] ?? null).value).toMatchObject({ date, precision: 'day' });
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[0-9年月日./\-二〇十]{0,12}$/)), (cell) => {
        expect(() => readDate(cell)).not.toThrow();
      }),
    );
  });
});

describe('a month', () => {
  it.each<[CellValue]>([['202012'], [202012], ['2020-12'], ['2020年12月'], ['2020.12'], ['2020-12-31'], [day('2020-12-01')]])(
    '%p is December 2020',
    (cell) => {
      expect(readMonth(cell)).toEqual({ value: '2020-12', issues: [] });
    },
  );

  it.each<[CellValue]>([[null], ['/']])('%p says nothing', (cell) => {
    expect(readMonth(cell)).toEqual({ value: null, issues: [] });
  });

  it.each<[CellValue]>([['2020'], ['202013'], ['上月']])('%p is no month, and says so', (cell) => {
    expect(readMonth(cell)).toMatchObject({ value: null, issues: [{ code: 'month-unreadable', severity: 'warning' }] });
  });
});
