import fc from 'fast-check';
import { partsOf, RUN_PHASES, type RunPart } from './matching-run.js';

const extents = fc.record({ lastEnterpriseId: fc.nat(3_000_000), lastUnitId: fc.nat(3_000_000) });
const itemsIn = (parts: readonly RunPart[]): number[] =>
  parts.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));

describe('the parts of a phase', () => {
  it.each(RUN_PHASES)('of %s cover each item once, each part at least one', (phase) => {
    fc.assert(
      fc.property(extents, (extent) => {
        const parts = partsOf(phase, extent);
        const items = itemsIn(parts);
        expect(items).toEqual(Array.from({ length: items.length }, (_, i) => i));
        expect(parts.every(({ first, last }) => last >= first)).toBe(true);
      }),
    );
  });

  it('are one for a city, and many for a nation', () => {
    expect(RUN_PHASES.map((phase) => partsOf(phase, { lastEnterpriseId: 500, lastUnitId: 900 }).length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    const nation = { lastEnterpriseId: 1_000_000, lastUnitId: 1_000_000 };
    expect(RUN_PHASES.map((phase) => partsOf(phase, nation).length)).toEqual([16, 8, 1, 8, 16, 1, 16]);
  });
});
