import { byGap, isShown, SHOWN_LINES } from './index.js';

const line = (headcount: number, insured: number, max = insured, inScope = true) => ({
  inScope,
  headcount,
  insured,
  insuredMin: insured,
  insuredMax: max,
});

describe('the enterprises behind a figure', () => {
  it.each([
    ['fully insured', line(10, 10), ['counted']],
    ['partly insured', line(10, 4), ['counted', 'short']],
    ['not insured', line(10, 0), ['counted', 'uncovered', 'short']],
    ['not insured, with a candidate that may be decided', line(10, 0, 10), ['counted', 'uncovered', 'short', 'open']],
    ['without anybody', line(0, 0), ['counted']],
    ['out of scope', line(0, 0, 0, false), ['out']],
  ])('one that is %s is shown among %p', (_what, figures, expected) => {
    expect(SHOWN_LINES.filter((shown) => isShown(figures, shown))).toEqual(expected);
  });

  it('come with the largest gap first, and as listed where it is equal', () => {
    const lines = [line(10, 8), line(30, 0), line(12, 10), line(9, 0)].map((coverage, i) => ({ i, coverage }));
    expect(byGap(lines).map(({ i }) => i)).toEqual([1, 3, 0, 2]);
  });
});
