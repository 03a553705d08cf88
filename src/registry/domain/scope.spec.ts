import { asMonth } from '../../kernel/index.js';
import { PROPOSAL_NAMES, scopeOf, type ScopeDecision, type ScopeFacts, type ScopeProposal, type ScopeState } from './scope.js';

const MAY = asMonth('2020-05');
const DECEMBER = asMonth('2020-12');

/** A line of 50 workers, as of December 2020. */
function scope(changes: Partial<ScopeFacts>, ...decisions: ScopeDecision[]): ScopeState {
  return scopeOf({ proposal: null, suspended: false, statedHeadcount: null, headcount: 50, ...changes }, decisions, DECEMBER);
}

const decided = (proposal: ScopeProposal, verdict: ScopeDecision['verdict'], effectiveMonth = MAY): ScopeDecision => ({
  proposal,
  verdict,
  effectiveMonth,
});

const counts = (headcount: number, ...flags: string[]) => ({ inScope: true, headcount, flags });

describe('an enterprise in production', () => {
  it('counts with its 职工人数', () => {
    expect(scope({})).toEqual(counts(50));
  });

  it('whose 职工人数 is not known counts with nobody, flagged', () => {
    expect(scope({ headcount: null })).toEqual(counts(0, 'headcount-missing'));
  });
});

describe('停产, 未投产, 在建', () => {
  it('counts with the staff that 备注 states: the column is from before the stop', () => {
    expect(scope({ suspended: true, statedHeadcount: 3 })).toEqual(counts(3, 'suspended-counts-stated'));
  });

  it('with nobody left (无职工) counts with 0', () => {
    expect(scope({ suspended: true, statedHeadcount: 0 })).toEqual(counts(0, 'suspended-counts-stated'));
  });

  it('is left out where 备注 states none', () => {
    expect(scope({ suspended: true })).toEqual({ inScope: false, because: 'suspended-without-headcount' });
  });
});

describe.each(['deregistered', 'moved-away', 'not-dust', 'unreachable'] as const)('a proposal to leave (%s)', (proposal) => {
  it('changes nothing until a person confirms it: the enterprise counts with its 职工人数', () => {
    expect(scope({ proposal })).toEqual(counts(50, 'proposal-open'));
  });

  it('counts with its 职工人数 also where 备注 says 停产 besides', () => {
    expect(scope({ proposal, suspended: true, statedHeadcount: 3 })).toEqual(counts(50, 'proposal-open'));
  });

  it('takes the enterprise out once it is confirmed', () => {
    expect(scope({ proposal }, decided(proposal, 'confirmed'))).toEqual({ inScope: false, because: proposal });
  });

  it('leaves the enterprise in once it is rejected', () => {
    expect(scope({ proposal }, decided(proposal, 'rejected'))).toEqual(counts(50));
  });
});

describe('a proposal because the newest hand-over no longer lists the enterprise', () => {
  it('leaves it in force as its last line has it, also where that says 停产', () => {
    expect(scope({ proposal: 'missing' })).toEqual(counts(50, 'proposal-open'));
    expect(scope({ proposal: 'missing', suspended: true, statedHeadcount: 3 })).toEqual(
      counts(3, 'proposal-open', 'suspended-counts-stated'),
    );
    expect(scope({ proposal: 'missing', suspended: true })).toEqual({ inScope: false, because: 'suspended-without-headcount' });
  });

  it('takes it out once its removal is confirmed', () => {
    expect(scope({ proposal: 'missing' }, decided('missing', 'confirmed'))).toEqual({ inScope: false, because: 'missing' });
  });
});

describe('a decision', () => {
  it('holds from the month of the hand-over that made the proposal: before it the enterprise counts', () => {
    const confirmed = decided('deregistered', 'confirmed', asMonth('2021-05'));
    expect(scope({ proposal: 'deregistered' }, confirmed)).toEqual(counts(50, 'proposal-open'));
    expect(scope({}, confirmed)).toEqual(counts(50));
  });

  it('holds in that month already', () => {
    expect(scope({}, decided('deregistered', 'confirmed', DECEMBER))).toEqual({ inScope: false, because: 'deregistered' });
  });

  it('to take out holds until it is undone, also when a later 备注 says nothing of it', () => {
    expect(scope({ proposal: null }, decided('deregistered', 'confirmed'))).toEqual({ inScope: false, because: 'deregistered' });
  });

  it('to keep in speaks of that proposal only: another one is open again', () => {
    expect(scope({ proposal: 'moved-away' }, decided('deregistered', 'rejected'))).toEqual(counts(50, 'proposal-open'));
  });

  it('to keep in gives way to 停产', () => {
    expect(scope({ proposal: 'deregistered', suspended: true, statedHeadcount: 3 }, decided('deregistered', 'rejected'))).toEqual(
      counts(3, 'suspended-counts-stated'),
    );
  });
});

it('every proposal has a Chinese name', () => {
  expect(Object.values(PROPOSAL_NAMES).every((name) => /^[\u4e00-\u9fff、]+$/.test(name))).toBe(true);
});
