import { allows, stateAt, type ReportAction, type ReportState, type Unlocking } from './report.js';

const UNLOCKING: Unlocking = {
  at: new Date('2022-06-10T00:00:00Z'),
  until: new Date('2022-06-13T00:00:00Z'),
  fallbackState: 'accepted',
};

describe('an unlocked report', () => {
  it('is being filled in until the last instant', () => {
    expect(stateAt('drafting', UNLOCKING, new Date('2022-06-12T23:59:59.999Z'))).toBe('drafting');
  });

  it('is from then on what it was before, whether or not any job has run', () => {
    expect(stateAt('drafting', UNLOCKING, UNLOCKING.until)).toBe('accepted');
    expect(stateAt('drafting', { ...UNLOCKING, fallbackState: 'submitted' }, UNLOCKING.until)).toBe('submitted');
  });

  it('can then no longer be changed or handed in', () => {
    const state = stateAt('drafting', UNLOCKING, UNLOCKING.until);
    expect(allows(state, 'edit')).toBe(false);
    expect(allows(state, 'submit')).toBe(false);
  });

  it('stays handed in, where it was handed in again in time', () => {
    expect(stateAt('submitted', UNLOCKING, new Date('2022-06-12T00:00:00Z'))).toBe('submitted');
  });

  it('a draft that was never unlocked knows no end', () => {
    expect(stateAt('drafting', null, new Date('2099-01-01T00:00:00Z'))).toBe('drafting');
  });
});

describe('an action begins in', () => {
  const STATES: readonly ReportState[] = ['not-started', 'drafting', 'submitted', 'accepted', 'returned'];

  it.each<[ReportAction, readonly ReportState[]]>([
    ['open', ['not-started']],
    ['edit', ['not-started', 'drafting', 'returned']],
    ['submit', ['drafting']],
    ['accept', ['submitted']],
    ['return', ['submitted']],
    ['unlock', ['submitted', 'accepted']],
    ['lapse', ['drafting']],
  ])('%s: %p, and in no other state', (action, from) => {
    expect(STATES.filter((state) => allows(state, action))).toEqual(from);
  });
});
