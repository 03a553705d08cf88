import fc from 'fast-check';
import { addDays, asLocalDate, localDate, parseLocalDate, shanghaiDate, startOfShanghaiDay, yearOf, type LocalDate } from './local-date.js';

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => asLocalDate(date.toISOString().slice(0, 10)));

describe('a calendar day', () => {
  it.each(['2020-03-22', '2020-02-29', '2000-02-29', '1949-12-31', '9999-12-31'])('%s exists', (text) => {
    expect(parseLocalDate(text)).toEqual({ ok: true, value: text });
  });

  it.each(['2020-02-30', '2021-02-29', '1900-02-29', '2020-13-01', '2020-00-10', '2020-04-31', '2020-01-00', '0999-01-01'])(
    '%s does not exist',
    (text) => {
      expect(parseLocalDate(text)).toEqual({ ok: false, error: `日期 ${text} 不存在。` });
    },
  );

  it.each(['', '2020-3-22', '20200322', '2020.3.22', ' 2020-03-22', '2020-03-22T00:00:00Z', '22-03-2020'])(
    '"%s" is not written as one',
    (text) => {
      expect(parseLocalDate(text)).toEqual({ ok: false, error: `日期“${text}”应写成 2022-12-31 的样子。` });
    },
  );

  it('from its parts is the same as from its text', () => {
    expect(localDate(2020, 3, 5)).toEqual(parseLocalDate('2020-03-05'));
    expect(localDate(2020, 2, 30).ok).toBe(false);
  });

  it('that is known to exist but does not is a fault of the program', () => {
    expect(() => asLocalDate('2020-02-30')).toThrow(RangeError);
  });

  it('knows its year', () => {
    expect(yearOf(asLocalDate('2020-12-31'))).toBe(2020);
  });
});

describe('counting days', () => {
  it.each<[string, number, string]>([
    ['2020-02-28', 1, '2020-02-29'],
    ['2021-02-28', 1, '2021-03-01'],
    ['2020-12-31', 1, '2021-01-01'],
    ['2021-01-01', -1, '2020-12-31'],
    ['2020-05-31', 0, '2020-05-31'],
  ])('%s and %p days is %s', (from, days, to) => {
    expect(addDays(asLocalDate(from), days)).toBe(to);
  });

  it('there and back again leads to the same day, always an existing one', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        const to = addDays(from, days);
        expect(parseLocalDate(to).ok).toBe(true);
        expect(addDays(to, -days)).toBe(from);
      }),
    );
  });

  it('a later day is greater as text, so that days compare as they stand', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40_000 }), (from, days) => {
        expect(addDays(from, days) > from).toBe(true);
      }),
    );
  });
});

describe('the day in Shanghai', () => {
  it('begins at 16:00 of the day before in UTC', () => {
    expect(startOfShanghaiDay(asLocalDate('2020-06-05')).toISOString()).toBe('2020-06-04T16:00:00.000Z');
  });

  it.each<[string, string]>([
    ['2020-06-05T15:59:59.999Z', '2020-06-05'],
    ['2020-06-05T16:00:00.000Z', '2020-06-06'],
    ['2020-12-31T16:00:00.000Z', '2021-01-01'],
  ])('at %s is %s', (instant, date) => {
    expect(shanghaiDate(new Date(instant))).toBe(date);
  });

  it('of its own first and last millisecond is itself', () => {
    const lastMillisecond = (date: LocalDate): Date => new Date(startOfShanghaiDay(addDays(date, 1)).getTime() - 1);
    fc.assert(
      fc.property(day, (date) => {
        expect(shanghaiDate(startOfShanghaiDay(date))).toBe(date);
        expect(shanghaiDate(lastMillisecond(date))).toBe(date);
      }),
    );
  });
});
