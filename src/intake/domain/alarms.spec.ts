import { isLargeMove, isLargeShare } from './alarms.js';

describe('a share of what is known', () => {
  it.each([
    [20, 100, false],
    [21, 100, true],
    [2, 9, false],
    [3, 9, true],
    [2, 2, true],
    [1, 1, true],
    [0, 5, false],
    [5, 0, false],
  ])('is large for %d of %d: %s', (part, whole, expected) => {
    expect(isLargeShare(part, whole)).toBe(expected);
  });

  it('may be smaller by the rule of a kind', () => {
    expect([isLargeShare(6, 100, 5), isLargeShare(5, 100, 5)]).toEqual([true, false]);
  });

  it('is moved up as well as down', () => {
    expect([isLargeMove(100, 121), isLargeMove(100, 79), isLargeMove(100, 120), isLargeMove(0, 50)]).toEqual([true, true, false, false]);
  });
});
