import { earlierDecision } from './earlier.js';
import { change } from './testing/decisions.js';

const pair = { enterpriseKey: '甲厂', enterpriseCode: null, unitNo: '1007', unitKey: '甲', unitCode: null };

describe('an earlier decision', () => {
  it('is offered with who and when, also where the rows came back as another enterprise', () => {
    const past = [change(1, 'different', { enterpriseId: 99 })];
    expect(earlierDecision(pair, past)).toEqual({ verdict: 'rejected', by: '经办人', at: past[0]?.actedAt, note: null, unchanged: true });
  });

  it.each([
    ['the enterprise has another code', { ...pair, enterpriseCode: 'B' }],
    ['the unit has another name', { ...pair, unitKey: '乙' }],
    ['the unit has another code', { ...pair, unitCode: 'B' }],
  ])('is not unchanged where %s', (_what, now) => {
    expect(earlierDecision(now, [change(1, 'same')])).toMatchObject({ verdict: 'confirmed', unchanged: false });
  });

  it('follows an enterprise by its code through another name, as changed', () => {
    const renamed = { ...pair, enterpriseKey: '乙厂', enterpriseCode: 'A' };
    expect(earlierDecision(renamed, [change(1, 'same', { enterpriseCode: 'A' })])).toMatchObject({ unchanged: false });
  });

  it('is none where somebody took it back, where a second look found it wrong, or where it was of another unit', () => {
    const undone = [change(1, 'same'), change(2, 'undo', { undoesId: 1 })];
    const wrong = [change(1, 'same'), change(2, 'second-look', { fromStatus: 'confirmed', toStatus: 'review' })];
    expect(earlierDecision(pair, undone)).toBeNull();
    expect(earlierDecision(pair, wrong)).toBeNull();
    expect(earlierDecision(pair, [change(1, 'same', { unitNo: '1008' })])).toBeNull();
  });

  it('is the last one that holds', () => {
    const past = [change(1, 'same'), change(2, 'different'), change(3, 'undo', { undoesId: 2 })];
    expect(earlierDecision(pair, past)?.verdict).toBe('confirmed');
  });
});
