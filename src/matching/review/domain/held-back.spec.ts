import { pairKey } from '../../domain/index.js';
import { pair } from '../../domain/testing/small-city.js';
import { heldBack, holdBack } from './held-back.js';
import { change } from './testing/decisions.js';

const wrong = change(1, 'second-look', { fromStatus: 'auto', toStatus: 'review' });

describe('a pair that a second look found wrong', () => {
  it('is held back until somebody decides it, and again when that is undone', () => {
    expect(heldBack([wrong])).toEqual(new Set([pairKey(1, 7)]));
    expect(heldBack([wrong, change(2, 'same')])).toEqual(new Set());
    expect(heldBack([wrong, change(2, 'same'), change(3, 'undo', { undoesId: 2 })])).toEqual(new Set([pairKey(1, 7)]));
  });

  it('is not linked by a run, but put before a person', () => {
    const found = pair({ name: '宏达石料厂' }, { name: '宏达石料厂' });
    if (!found) throw new Error('Equal names make a candidate.');
    expect(found.status).toBe('auto');
    expect(holdBack([found], new Set([pairKey(1, 101)]))).toMatchObject([{ status: 'review', tier: 'C' }]);
    expect(holdBack([found], new Set([pairKey(1, 102)]))).toEqual([found]);
  });
});
