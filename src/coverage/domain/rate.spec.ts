import fc from 'fast-check';
import { gapToTarget, meetsTarget, ratePercent } from './rate.js';

describe('80%以上 includes 80%', () => {
  it.each<[number, number, number, boolean]>([
    [80, 100, 80, true], // exactly 80 %
    [79, 100, 80, false],
    [799_999, 1_000_000, 80, false], // 79.9999 %
    [4, 5, 80, true],
    [9, 10, 90, true],
    [100, 100, 100, true],
    [0, 100, 0, true],
  ])('%p of %p people against %p%%: %p', (insured, headcount, target, met) => {
    expect(meetsTarget(insured, headcount, target)).toBe(met);
  });
});

describe('99.999% is not 100%', () => {
  it('neither by the target nor as it is shown', () => {
    expect(meetsTarget(99_999, 100_000, 100)).toBe(false);
    expect(ratePercent(99_999, 100_000)).toBe(99.99);
  });
});

describe('a rate is cut off after two decimals', () => {
  it.each<[number, number, number]>([
    [2, 3, 66.66], // 66.666… %
    [1, 3, 33.33],
    [79_996, 100_000, 79.99], // 79.996 % would round up to 80
    [7_999, 10_000, 79.99],
    [29, 100, 29], // 0.29 × 100 is 28.999… in binary
    [57, 100, 57],
    [1, 1, 100],
    [0, 7, 0],
  ])('%p of %p people is %p%%', (insured, headcount, percent) => {
    expect(ratePercent(insured, headcount)).toBe(percent);
  });

  const people = fc.integer({ min: 1, max: 5_000_000 });

  it('so that what is shown never reaches a target that is missed, and always one that is met', () => {
    fc.assert(
      fc.property(people, fc.nat(5_000_000), fc.integer({ min: 1, max: 100 }), (headcount, count, target) => {
        const insured = Math.min(count, headcount);
        expect((ratePercent(insured, headcount) ?? Number.NaN) >= target).toBe(meetsTarget(insured, headcount, target));
      }),
    );
  });

  it('so that it is within a hundredth below the true rate', () => {
    fc.assert(
      fc.property(people, fc.nat(5_000_000), (headcount, count) => {
        const insured = Math.min(count, headcount);
        const hundredths = Math.round((ratePercent(insured, headcount) ?? Number.NaN) * 100);
        expect(hundredths * headcount <= insured * 10_000).toBe(true);
        expect((hundredths + 1) * headcount > insured * 10_000).toBe(true);
      }),
    );
  });
});

describe('a denominator of 0', () => {
  it('has no rate and neither meets nor misses a target', () => {
    expect(ratePercent(0, 0)).toBeNull();
    expect(meetsTarget(0, 0, 100)).toBeNull();
  });
});

describe('the gap to the target, in people', () => {
  it.each<[number, number, number, number]>([
    [70, 100, 80, 10],
    [80, 100, 80, 0],
    [95, 100, 80, 0],
    [0, 7, 80, 6], // 5.6 people are 6
    [5, 7, 80, 1],
    [99_999, 100_000, 100, 1],
    [0, 0, 100, 0],
  ])('with %p of %p against %p%% is %p', (insured, headcount, target, gap) => {
    expect(gapToTarget(insured, headcount, target)).toBe(gap);
  });

  it('is the smallest number of people with whom the target is met', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.nat(100_000), fc.integer({ min: 0, max: 100 }), (headcount, count, target) => {
        const insured = Math.min(count, headcount);
        const gap = gapToTarget(insured, headcount, target);
        expect(meetsTarget(insured + gap, headcount, target)).toBe(true);
        expect(gap === 0 || meetsTarget(insured + gap - 1, headcount, target) === false).toBe(true);
      }),
    );
  });
});
