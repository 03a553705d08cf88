import { asLocalDate } from '../../kernel/index.js';
import type { ReportState } from './report.js';
import { completenessOf, punctualityOf, type Punctuality } from './timeliness.js';

const DUE = asLocalDate('2022-06-05');
const judged = (state: ReportState, firstSubmittedAt: string | null, now: string, isUnlocked = false): Punctuality =>
  punctualityOf(
    { state, dueOn: DUE, firstSubmittedAt: firstSubmittedAt === null ? null : new Date(firstSubmittedAt) },
    isUnlocked,
    new Date(now),
  );

const AFTER = '2022-07-01T00:00:00+08:00';

describe('a report is', () => {
  it('on time in the last second of the due day in Shanghai, and late one second after it', () => {
    expect(judged('submitted', '2022-06-05T23:59:59.999+08:00', AFTER)).toBe('on-time');
    expect(judged('submitted', '2022-06-06T00:00:00.000+08:00', AFTER)).toBe('late');
  });

  it('late, not missing, however long after the due day it came', () => {
    expect(judged('accepted', '2023-01-01T00:00:00+08:00', '2023-02-01T00:00:00+08:00')).toBe('late');
  });

  it('missing only while nothing is handed in and the due day is over', () => {
    expect(judged('drafting', null, '2022-06-05T23:59:59+08:00')).toBe('pending');
    expect(judged('drafting', null, '2022-06-06T00:00:00+08:00')).toBe('overdue');
    expect(judged('not-started', null, AFTER)).toBe('overdue');
  });

  it('missing while it is returned after the due day, and as punctual as its first submission once it is handed in again', () => {
    expect(judged('returned', '2022-06-01T00:00:00+08:00', AFTER)).toBe('overdue');
    expect(judged('submitted', '2022-06-01T00:00:00+08:00', AFTER)).toBe('on-time');
  });

  it('handed in while it is unlocked: what was submitted holds', () => {
    expect(judged('drafting', '2022-06-01T00:00:00+08:00', AFTER, true)).toBe('on-time');
  });
});

describe('completeness', () => {
  it('counts late reports among those reported', () => {
    expect(completenessOf(['on-time', 'on-time', 'late', 'overdue', 'pending'])).toEqual({
      owed: 5,
      reported: 3,
      onTime: 2,
      late: 1,
      overdue: 1,
    });
  });

  it('of nothing is nothing', () => {
    expect(completenessOf([])).toEqual({ owed: 0, reported: 0, onTime: 0, late: 0, overdue: 0 });
  });
});
