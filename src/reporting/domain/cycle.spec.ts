import { asLocalDate } from '../../kernel/index.js';
import { preparationTime, turnDueOn, turnOf, turnsDueWithin } from './cycle.js';
import { JUNE, OCTOBER } from './testing/two-cycles.js';

const CYCLES = [OCTOBER, JUNE];
const dueWithin = (from: string, days: number): string[] => turnsDueWithin(CYCLES, asLocalDate(from), days).map(({ dueOn }) => dueOn);

describe('the turns due within some days', () => {
  it('are listed from the earliest on, whatever the order of the cycles', () => {
    expect(dueWithin('2020-01-01', 365)).toEqual(['2020-06-05', '2020-10-10']);
  });

  it('include the first day and the last', () => {
    expect(dueWithin('2020-06-05', 0)).toEqual(['2020-06-05']);
    expect(dueWithin('2020-06-04', 1)).toEqual(['2020-06-05']);
    expect(dueWithin('2020-06-06', 125)).toEqual([]);
    expect(dueWithin('2020-06-06', 126)).toEqual(['2020-10-10']);
  });

  it('go on across new year', () => {
    expect(dueWithin('2020-10-11', 400)).toEqual(['2021-06-05', '2021-10-10']);
    expect(dueWithin('2020-12-31', 160)).toEqual(['2021-06-05']);
  });

  it('are none where nothing is due', () => {
    expect(dueWithin('2020-10-11', 30)).toEqual([]);
  });
});

describe('the turn due on a day', () => {
  it('is found by that day only', () => {
    expect(turnDueOn(CYCLES, asLocalDate('2020-06-05'))?.cycleCode).toBe('june');
    expect(turnDueOn(CYCLES, asLocalDate('2023-10-10'))?.cycleCode).toBe('october');
    expect(turnDueOn(CYCLES, asLocalDate('2020-06-04'))).toBeUndefined();
  });
});

describe('a report is prepared', () => {
  it('as soon as its window has closed: at midnight in Shanghai, 16:00 of the last day in UTC', () => {
    expect(preparationTime(turnOf(JUNE, 2020)).toISOString()).toBe('2020-05-31T16:00:00.000Z');
    expect(preparationTime(turnOf(OCTOBER, 2020)).toISOString()).toBe('2020-09-30T16:00:00.000Z');
  });
});

describe('"次年10月10日前" as data', () => {
  const NEXT_YEAR = { ...OCTOBER, code: 'october-of-next-year', yearOffset: 1 };

  it('is due in the year after the one that the turn is named by, and its window follows the due day', () => {
    expect(turnOf(NEXT_YEAR, 2020)).toEqual({
      cycleCode: 'october-of-next-year',
      dueOn: '2021-10-10',
      windowFrom: '2021-06-01',
      windowTo: '2021-09-30',
    });
  });

  it('a window may reach back as many years as it is told', () => {
    const wholeYearBefore = {
      ...NEXT_YEAR,
      windowFrom: { monthDay: '01-01', yearOffset: -1 },
      windowTo: { monthDay: '12-31', yearOffset: -1 },
    };
    expect(turnOf(wholeYearBefore, 2020)).toMatchObject({ windowFrom: '2020-01-01', windowTo: '2020-12-31' });
  });

  it('is planned for every year, the present one too', () => {
    expect(turnsDueWithin([NEXT_YEAR], asLocalDate('2020-01-01'), 400).map(({ dueOn }) => dueOn)).toEqual(['2020-10-10']);
  });

  it.each([-1, 0, 1, 2])('with an offset of %p misses no due day of the next 400', (yearOffset) => {
    const found = turnsDueWithin([{ ...OCTOBER, yearOffset }], asLocalDate('2020-10-05'), 400);
    expect(found.map(({ dueOn }) => dueOn)).toEqual(['2020-10-10', '2021-10-10']);
  });
});

it('a cycle on a day that does not exist is a fault that says so', () => {
  expect(() => turnOf({ ...JUNE, dueMonth: 2, dueDay: 30 }, 2020)).toThrow(new RangeError('日期 2020-02-30 不存在。'));
  expect(() => turnOf({ ...JUNE, windowTo: { monthDay: '06-31', yearOffset: 0 } }, 2020)).toThrow(RangeError);
});
