import fc from 'fast-check';
import { addDays, asLocalDate } from './local-date.js';
import { addMonths, asMonth, lastDayOf, monthOf, monthsBetween, parseMonth, type Month } from './month.js';

const month = fc
  .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => asMonth(`${year}-${String(number).padStart(2, '0')}`));

describe('a month', () => {
  it.each(['2022-12', '202212', ' 2022-12 '])('is read from "%s"', (text) => {
    expect(parseMonth(text)).toEqual({ ok: true, value: '2022-12' });
  });

  it('may be written without the leading zero', () => {
    expect(parseMonth('2022-1')).toEqual({ ok: true, value: '2022-01' });
  });

  it.each(['', '2022-13', '2022-00', '2022-0', '22-12', '2022年12月', '2022/12', '2022-12-31'])('is not read from "%s"', (text) => {
    expect(parseMonth(text)).toEqual({ ok: false, error: `月份“${text}”应写成 2022-12 的样子。` });
  });

  it('that is known to be well formed but is not is a fault of the program', () => {
    expect(() => asMonth('2022-13')).toThrow(RangeError);
  });

  it('of a day is the one that it lies in', () => {
    expect(monthOf(asLocalDate('2020-02-29'))).toBe('2020-02');
  });
});

describe('counting months', () => {
  it.each<[Month, number, string]>([
    [asMonth('2020-12'), 1, '2021-01'],
    [asMonth('2021-01'), -1, '2020-12'],
    [asMonth('2020-05'), 19, '2021-12'],
    [asMonth('2020-05'), 0, '2020-05'],
  ])('%s and %p months is %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });

  it('the distance to a month so many months away is that many, and back again leads to the same month', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -1_200, max: 1_200 }), (from, months) => {
        const to = addMonths(from, months);
        expect(monthsBetween(from, to)).toBe(months);
        expect(addMonths(to, -months)).toBe(from);
        expect(to > from).toBe(months > 0);
      }),
    );
  });
});

describe('the last day of a month', () => {
  it.each<[Month, string]>([
    [asMonth('2020-02'), '2020-02-29'],
    [asMonth('2021-02'), '2021-02-28'],
    [asMonth('2020-12'), '2020-12-31'],
    [asMonth('2020-09'), '2020-09-30'],
  ])('%s is %s', (of, day) => {
    expect(lastDayOf(of)).toBe(day);
  });

  it('lies in the month, and the next day does not', () => {
    fc.assert(
      fc.property(month, (of) => {
        expect(monthOf(lastDayOf(of))).toBe(of);
        expect(monthOf(addDays(lastDayOf(of), 1))).toBe(addMonths(of, 1));
      }),
    );
  });
});
