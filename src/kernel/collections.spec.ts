import fc from 'fast-check';
import { groupBy } from './collections.js';

describe('grouping', () => {
  it('keeps the order of keys and of items', () => {
    expect([...groupBy(['乌前旗', '临河', '乌中旗', '五原'], (name) => name.charAt(0))]).toEqual([
      ['乌', ['乌前旗', '乌中旗']],
      ['临', ['临河']],
      ['五', ['五原']],
    ]);
  });

  it('of nothing is nothing', () => {
    expect(groupBy([], () => 'any').size).toBe(0);
  });

  it('loses and doubles none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 7 }), (items, divisor) => {
        const groups = groupBy(items, (item) => item % divisor);
        expect([...groups.values()].flat().sort()).toEqual([...items].sort());
        for (const [rest, group] of groups) expect(group.every((item) => item % divisor === rest)).toBe(true);
      }),
    );
  });
});
