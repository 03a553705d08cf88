import { rate } from './rate';

describe('a rate on a screen', () => {
  it.each([
    [99_999, 100_000, 99.99],
    [100_000, 100_000, 100],
    [2, 3, 66.66],
    [0, 10, 0],
  ])('of %p among %p is %p: truncated, never rounded up across a target', (insured, headcount, expected) => {
    expect(rate(insured, headcount)).toBe(expected);
  });

  it('of nobody is none, and not zero', () => {
    expect(rate(0, 0)).toBeNull();
  });
});
