import { addDays, asLocalDate } from '../../../kernel/index.js';
import type { CellValue } from '../cell.js';
import { caseRow } from '../testing/small-report.js';
import { caseFacts } from './case-facts.js';
import { latenessStrikes } from './lateness.js';
import { daysBetween, monthsAfter } from './stated-date.js';

const DIAGNOSED = asLocalDate('2022-06-10');
const checksOn = (today: string, cells: Readonly<Record<string, CellValue>>): string[] =>
  latenessStrikes(caseFacts(caseRow(1, cells)), asLocalDate(today)).map(({ check }) => check);
const unrecognised = { recognisedOn: '', assessedOn: '', receivesBenefits: '' };

describe('without a recognition, so many days after the diagnosis', () => {
  it.each([
    [0, 'T1'],
    [22, 'T1'],
    [23, 'T2'],
    [30, 'T2'],
    [31, 'T3'],
    [334, 'T3'],
    [335, 'T4'],
    [365, 'T4'],
    [366, 'T5'],
  ])('%d: %s', (days, check) => {
    expect(checksOn(addDays(DIAGNOSED, days), unrecognised)).toEqual([check]);
  });

  it('a diagnosis known to the month counts from its last day: nothing is made up', () => {
    expect(checksOn('2022-07-22', { ...unrecognised, diagnosedOn: '2022-06' })).toEqual(['T1']);
    expect(checksOn('2022-07-23', { ...unrecognised, diagnosedOn: '2022-06' })).toEqual(['T2']);
  });
});

describe('from diagnosis to recognition', () => {
  it.each<[number, string[]]>([
    [60, []],
    [105, []],
    [106, ['T8']],
    [441, ['T8']],
    [442, ['T9']],
  ])('%d days: %p', (days, expected) => {
    const recognisedOn = addDays(DIAGNOSED, days);
    expect(checksOn(recognisedOn, { recognisedOn, assessedOn: '', receivesBenefits: '' })).toEqual(expected);
  });
});

describe('after the recognition', () => {
  const recognised = { recognisedOn: '2022-07-20', receivesBenefits: '' };

  it('an assessment is missed after twelve months of 停工留薪期, not before', () => {
    expect(checksOn('2023-07-20', { ...recognised, assessedOn: '' })).toEqual([]);
    expect(checksOn('2023-07-21', { ...recognised, assessedOn: '' })).toEqual(['T10']);
  });

  it('an assessment more than 24 months and 90 days later is remarked upon', () => {
    const last = addDays(monthsAfter(asLocalDate('2022-07-20'), 24), 90);
    expect(checksOn('2025-01-01', { ...recognised, assessedOn: last })).toEqual([]);
    expect(checksOn('2025-01-01', { ...recognised, assessedOn: addDays(last, 1) })).toEqual(['T11']);
  });

  it('benefits are missed sixty days after the assessment of an insured person', () => {
    const unpaid = { receivesBenefits: '否', assessedOn: '2022-09-01' };
    expect(checksOn('2022-10-31', unpaid)).toEqual([]);
    expect(checksOn('2022-11-01', unpaid)).toEqual(['T12']);
    expect(checksOn('2022-11-01', { ...unpaid, insured: '否' })).toEqual([]);
  });
});

describe('days and months', () => {
  it('the day from which a period runs is not counted', () => {
    expect(daysBetween(asLocalDate('2022-06-10'), asLocalDate('2022-06-11'))).toBe(1);
    expect(daysBetween(asLocalDate('2024-02-28'), asLocalDate('2024-03-01'))).toBe(2);
  });

  it('a month on from its last day is the last day of the next', () => {
    expect(monthsAfter(asLocalDate('2022-01-31'), 1)).toBe('2022-02-28');
    expect(monthsAfter(asLocalDate('2024-02-29'), 12)).toBe('2025-02-28');
    expect(monthsAfter(asLocalDate('2022-12-15'), 1)).toBe('2023-01-15');
  });
});
