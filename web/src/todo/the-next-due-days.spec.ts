import type { Schemas } from '@/platform/api';
import { nextDeadlines, planInForce } from './deadlines';

const cycle = (name: string, dueMonth: number, dueDay: number) => ({ name, dueMonth, dueDay }) as Schemas['CycleBody'];
const CYCLES = [cycle('6月5日报送', 6, 5), cycle('10月10日报送', 10, 10)];
const days = (from: string): string[] => nextDeadlines(CYCLES, from).map(({ dueOn }) => dueOn);

describe('the next due day of every cycle', () => {
  it.each([
    ['in spring, both of this year', '2022-03-01', ['2022-06-05', '2022-10-10']],
    ['on the due day itself, still that day: it counts in full', '2022-06-05', ['2022-06-05', '2022-10-10']],
    ['the day after, of next year, behind the other one', '2022-06-06', ['2022-10-10', '2023-06-05']],
    ['in winter, both of next year', '2022-12-31', ['2023-06-05', '2023-10-10']],
  ])('is %s', (_when, from, expected) => {
    expect(days(from)).toEqual(expected);
  });
});

describe('the plan in force', () => {
  const plans = [
    { number: 1, effectiveFrom: '2020-06-05' },
    { number: 2, effectiveFrom: '2023-06-05' },
  ];

  it.each([
    ['the newest that has begun', '2024-01-01', 2],
    ['not one that is to come', '2022-01-01', 1],
    ['the newest of all, where none has begun yet', '2019-01-01', 2],
  ])('is %s', (_what, on, number) => {
    expect(planInForce(plans, on)?.number).toBe(number);
  });
});
