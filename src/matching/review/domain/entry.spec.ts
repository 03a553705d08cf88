import { answeredBy, entryVersion, openCandidates, stateOf } from './entry.js';
import { candidate, change, says } from './testing/decisions.js';

const none = { changes: [], decidedBefore: false };

describe('an entry', () => {
  const open = [candidate(1)];

  it('is open while a candidate waits, unsure once somebody could not tell, and decided when none is left', () => {
    expect(stateOf({ links: open, open, ...none })).toBe('open');
    expect(stateOf({ links: open, open, ...none, changes: [change(1, 'unsure', { unitId: null })] })).toBe('unsure');
    expect(stateOf({ links: [candidate(1, { status: 'rejected', decidedAt: new Date(0) })], open: [], ...none })).toBe('decided');
    expect(stateOf({ links: [candidate(1, { status: 'auto' })], open: [], ...none })).toBe('automatic');
  });

  it('that was decided before is offered, unless somebody could not tell', () => {
    expect(stateOf({ links: open, open, changes: [], decidedBefore: true })).toBe('decided-before');
    expect(stateOf({ links: open, open, changes: [change(1, 'unsure', { unitId: null })], decidedBefore: true })).toBe('unsure');
  });

  it('is open again when "unsure" was taken back', () => {
    const changes = [change(1, 'unsure', { unitId: null }), change(2, 'undo', { unitId: null, undoesId: 1 })];
    expect(stateOf({ links: open, open, ...none, changes })).toBe('open');
  });

  it('asks no question about a unit that a person has given to another enterprise', () => {
    expect(openCandidates([candidate(2), candidate(1), candidate(3)], new Set([1])).map(({ unitId }) => unitId)).toEqual([2, 3]);
  });
});

describe('the version of an entry', () => {
  const links = [candidate(1), candidate(2)];

  it('does not depend on the order of links, nor on what a run ranks anew', () => {
    expect(entryVersion([candidate(2), candidate(1, { rank: 9, score: 0.7 })], [])).toBe(entryVersion(links, []));
  });

  it('changes with every decision, another candidate, and an act that changes no link', () => {
    const decided = [candidate(1, { status: 'rejected', decidedAt: new Date(0) }), candidate(2)];
    const unsure = [change(1, 'unsure', { unitId: null })];
    const versions = [entryVersion(links, []), entryVersion(decided, []), entryVersion([candidate(1)], []), entryVersion(links, unsure)];
    expect(new Set(versions).size).toBe(4);
  });
});

describe('a confirmed candidate', () => {
  const branch = candidate(2, { relation: 'branch', evidence: [says('name', 'agrees'), says('branch', 'differs')] });
  const other = candidate(3, { evidence: [says('name', 'agrees'), says('tradeWords', 'differs')] });
  const byCode = candidate(4, { evidence: [says('creditCode', 'agrees'), says('name', 'differs')] });

  it('answers those that are not the enterprise by exact name or code', () => {
    const confirmed = candidate(1);
    expect(answeredBy(confirmed, [confirmed, branch, other, byCode])).toEqual([other]);
  });

  it('answers nothing where it is a branch or a project: what the enterprise itself is stays open', () => {
    expect(answeredBy(branch, [branch, other])).toEqual([]);
  });
});
