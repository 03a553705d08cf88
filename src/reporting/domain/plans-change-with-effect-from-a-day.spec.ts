import { asLocalDate } from '../../kernel/index.js';
import { turnOf, type ReportCycle } from './cycle.js';
import { owedBy, planInForce, turnsPlanned, type CyclePlan } from './cycle-plan.js';
import { JUNE, OCTOBER } from './testing/two-cycles.js';
import { windowFaults } from './windows.js';

const plan = (number: number, effectiveFrom: string, ...cycles: readonly ReportCycle[]): CyclePlan => ({
  number,
  effectiveFrom: asLocalDate(effectiveFrom),
  cycles,
  reason: '',
  recordedBy: '',
  recordedAt: new Date(0),
});

const FIRST = plan(1, '1900-01-01', JUNE, OCTOBER);
/** 20 June instead of 5 June, with the same windows. */
const LATER_JUNE = plan(2, '2023-01-01', { ...JUNE, dueDay: 20 }, OCTOBER);
const dueDays = (plans: readonly CyclePlan[], opened: Parameters<typeof turnsPlanned>[3] = []): string[] =>
  turnsPlanned(plans, asLocalDate('2022-01-01'), 3 * 365 - 1, opened).map(({ dueOn, planNumber }) => `${dueOn} by ${planNumber}`);

describe('a plan of cycles', () => {
  it('governs the due days from its own on, until the next plan', () => {
    expect(dueDays([FIRST, LATER_JUNE])).toEqual([
      '2022-06-05 by 1',
      '2022-10-10 by 1',
      '2023-06-20 by 2',
      '2023-10-10 by 2',
      '2024-06-20 by 2',
      '2024-10-10 by 2',
    ]);
  });

  it('of two from the same day, the one recorded later', () => {
    const corrected = plan(3, '2023-01-01', { ...JUNE, dueDay: 15 }, OCTOBER);
    expect(planInForce([FIRST, LATER_JUNE, corrected], asLocalDate('2023-01-01'))).toBe(corrected);
    expect(planInForce([FIRST, corrected, LATER_JUNE], asLocalDate('2022-12-31'))).toBe(FIRST);
  });

  it('leaves a turn that was opened as it was opened, and its cycle has no other turn in that year', () => {
    expect(dueDays([FIRST, LATER_JUNE], [turnOf(JUNE, 2023)])).toEqual([
      '2022-06-05 by 1',
      '2022-10-10 by 1',
      '2023-10-10 by 2',
      '2024-06-20 by 2',
      '2024-10-10 by 2',
    ]);
  });
});

describe('a report is owed', () => {
  it('by every county where the cycle names none, else by those that it names', () => {
    expect(owedBy(JUNE, ['150802', '150821'])).toEqual(['150802', '150821']);
    expect(owedBy({ ...JUNE, divisions: ['150821', '150899'] }, ['150802', '150821'])).toEqual(['150821']);
  });
});

describe('windows that do not touch', () => {
  const windows = (...cycles: readonly ReportCycle[]): ReturnType<typeof windowFaults> =>
    windowFaults([2022, 2023].flatMap((year) => cycles.map((cycle) => turnOf(cycle, year))));

  it('are none in the cycles of the Rules', () => {
    expect(windows(JUNE, OCTOBER)).toEqual([]);
  });

  it('are told with the days that no report would count', () => {
    const short = { ...OCTOBER, windowTo: { monthDay: '09-20', yearOffset: 0 } };
    expect(windows(JUNE, short)).toEqual([{ kind: 'gap', from: '2022-09-21', to: '2022-09-30' }]);
  });

  it('are told with the days that two reports would count', () => {
    const long = { ...OCTOBER, windowFrom: { monthDay: '05-25', yearOffset: 0 } };
    expect(windows(JUNE, long)).toEqual([
      { kind: 'overlap', from: '2022-05-25', to: '2022-05-31' },
      { kind: 'overlap', from: '2023-05-25', to: '2023-05-31' },
    ]);
  });

  it('are told where a whole window lies within another, and where one ends before it begins', () => {
    expect(windowFaults([turnOf(JUNE, 2022), turnOf(JUNE, 2022)])).toEqual([{ kind: 'overlap', from: '2021-10-01', to: '2022-05-31' }]);
    const turned = { windowFrom: asLocalDate('2022-05-31'), windowTo: asLocalDate('2022-05-01') };
    expect(windowFaults([turned])).toEqual([{ kind: 'overlap', from: '2022-05-01', to: '2022-05-31' }]);
  });

  it('are told at the seam of two plans', () => {
    const whole = { ...OCTOBER, code: 'year', windowFrom: { monthDay: '10-01', yearOffset: -1 } };
    const plans = [FIRST, plan(2, '2023-07-01', whole)];
    const turns = turnsPlanned(plans, asLocalDate('2022-01-01'), 4 * 365, []);
    expect(windowFaults(turns)).toEqual([{ kind: 'overlap', from: '2022-10-01', to: '2023-05-31' }]);
  });
});
