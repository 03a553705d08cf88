import fc from 'fast-check';
import { drawSample, MAX_SEED } from './sampling.js';

const seed = fc.nat(MAX_SEED);
const items = fc.uniqueArray(fc.integer(), { maxLength: 60 });

describe('a sample', () => {
  it('is drawn without replacement from what there is, and the same seed draws the same', () => {
    fc.assert(
      fc.property(items, fc.nat(80), seed, (all, size, from) => {
        const drawn = drawSample(all, size, from);
        expect(drawn).toHaveLength(Math.min(size, all.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.every((item) => all.includes(item))).toBe(true);
        expect(drawSample(all, size, from)).toEqual(drawn);
      }),
    );
  });

  it('takes each item about as often as any other, at each place', () => {
    const all = [...Array(10).keys()];
    const rounds = 20_000;
    const first = new Map<number, number>();
    const anywhere = new Map<number, number>();
    for (let round = 0; round < rounds; round += 1) {
      const drawn = drawSample(all, 3, round);
      first.set(drawn[0] ?? -1, (first.get(drawn[0] ?? -1) ?? 0) + 1);
      for (const item of drawn) anywhere.set(item, (anywhere.get(item) ?? 0) + 1);
    }
    // Six standard deviations of a binomial count.
    const within = (share: number): number => 6 * Math.sqrt(rounds * share * (1 - share));
    for (const item of all) {
      expect(Math.abs((first.get(item) ?? 0) - rounds * 0.1)).toBeLessThan(within(0.1));
      expect(Math.abs((anywhere.get(item) ?? 0) - rounds * 0.3)).toBeLessThan(within(0.3));
    }
  });
});
