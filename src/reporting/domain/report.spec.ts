import { asLocalDate, shanghaiDate } from '../../kernel/index.js';
import { FORM_NAMES, isOverdue, mayBePrepared, REPORT_STATE_NAMES, type ReportState } from './report.js';

const STATES: readonly ReportState[] = ['not-started', 'drafting', 'submitted', 'accepted', 'returned'];
const DUE = asLocalDate('2020-06-05');

describe('逾期 is a flag by date, not a state', () => {
  const overdueAt = (instant: string, state: ReportState = 'drafting'): boolean => isOverdue(state, DUE, shanghaiDate(new Date(instant)));

  it('the due day counts in full, to 23:59:59 in Shanghai', () => {
    expect(overdueAt('2020-06-05T23:59:59.999+08:00')).toBe(false);
    expect(overdueAt('2020-06-06T00:00:00.000+08:00')).toBe(true);
  });

  it('the clock of Shanghai decides, not that of the machine', () => {
    expect(overdueAt('2020-06-05T15:59:59.999Z')).toBe(false);
    expect(overdueAt('2020-06-05T16:00:00.000Z')).toBe(true);
  });

  it.each<[ReportState, boolean]>([
    ['not-started', true],
    ['drafting', true],
    ['returned', true],
    ['submitted', false],
    ['accepted', false],
  ])('after the due day a report that is %s is overdue: %p', (state, overdue) => {
    expect(isOverdue(state, DUE, asLocalDate('2020-06-06'))).toBe(overdue);
  });

  it.each(STATES)('before it a report that is %s is not', (state) => {
    expect(isOverdue(state, DUE, asLocalDate('2020-05-31'))).toBe(false);
  });
});

describe('what was submitted stays as it was', () => {
  it.each<[ReportState, boolean]>([
    ['not-started', true],
    ['drafting', true],
    ['returned', true],
    ['submitted', false],
    ['accepted', false],
  ])('a report that is %s may be prepared: %p', (state, may) => {
    expect(mayBePrepared(state)).toBe(may);
  });
});

describe('names', () => {
  it('of the states are those of the rules', () => {
    expect(STATES.map((state) => REPORT_STATE_NAMES[state])).toEqual(['未开始', '填报中', '已提交', '已接收', '已退回']);
  });

  it('of the forms make file names: nothing that a file system refuses', () => {
    for (const name of Object.values(FORM_NAMES)) expect(name).not.toMatch(/[\\/:*?"<>|\s]/);
  });
});
