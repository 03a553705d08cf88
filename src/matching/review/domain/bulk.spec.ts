import { bandFingerprint, bulkCandidate, sampleAnswer } from './bulk.js';
import { candidate, change, says } from './testing/decisions.js';

const NOBODY: ReadonlySet<number> = new Set();

describe('bulk acceptance takes the best candidate of an entry', () => {
  it('where it stands alone', () => {
    const best = candidate(1);
    expect(bulkCandidate([best, candidate(2, { score: 0.6 })], NOBODY)).toBe(best);
  });

  it.each([
    ['another candidate is close behind', [candidate(1), candidate(2, { score: 0.8 })], NOBODY],
    ['another enterprise has or claims the unit', [candidate(1)], new Set([1])],
    ['others bear the name', [candidate(1, { evidence: [says('rivals', 'differs')] })], NOBODY],
    ['the codes contradict each other', [candidate(1, { evidence: [says('creditCode', 'differs')] })], NOBODY],
    ['it would be a branch', [candidate(1, { relation: 'branch' })], NOBODY],
    ['it would be a project', [candidate(1, { relation: 'project' })], NOBODY],
    ['there is none', [], NOBODY],
  ])('but none where %s', (_why, open, claimed) => {
    expect(bulkCandidate(open, claimed)).toBeNull();
  });
});

describe('a sample speaks for one band only', () => {
  const band = bandFingerprint(['150802', '150821'], { state: 'open', minScore: 0.8 }, '1');

  it('whatever the order of its counties', () => {
    expect(bandFingerprint(['150821', '150802'], { state: 'open', minScore: 0.8 }, '1')).toBe(band);
  });

  it.each([
    [['150802'], { state: 'open', minScore: 0.8 }, '1'],
    [['150802', '150821'], { state: 'open', minScore: 0.81 }, '1'],
    [['150802', '150821'], { state: 'open', minScore: 0.8, differs: 'name' }, '1'],
    [['150802', '150821'], { state: 'open', maxScore: 0.8 }, '1'],
    [['150802', '150821'], { state: 'open', minScore: 0.8 }, '2'],
  ] as const)('and not for %j %j by rules %s', (counties, filter, ruleset) => {
    expect(bandFingerprint(counties, filter, ruleset)).not.toBe(band);
  });
});

describe('a sampled pair', () => {
  const pair = { enterpriseId: 1, unitId: 7 };

  it.each([
    ['nobody has said anything', [], null],
    ['it was confirmed', [change(1, 'same')], 'same'],
    ['it was rejected', [change(1, 'none')], 'different'],
    ['another candidate was confirmed, which answers it', [change(1, 'same', { toStatus: null })], 'different'],
    ['nobody could tell', [change(1, 'unsure', { unitId: null })], 'unsure'],
    ['it was taken back', [change(1, 'same'), change(2, 'undo', { undoesId: 1 })], null],
    ['it was accepted in bulk, which is not one by one', [change(1, 'bulk', { toStatus: 'confirmed' })], null],
    ['another pair was decided', [change(1, 'same', { unitId: 8 })], null],
  ] as const)('where %s', (_what, changes, answer) => {
    expect(sampleAnswer(pair, changes)).toBe(answer);
  });
});
