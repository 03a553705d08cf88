import fc from 'fast-check';
import type { LinkedUnit } from './enterprise-coverage.js';
import { sumCoverage } from './region-coverage.js';
import { county, measured, unit } from './testing/small-registry.js';

const open = (unitId: number, insuredCount: number): LinkedUnit => unit(insuredCount, { unitId, status: 'review' });
const linked = (unitId: number, insuredCount: number): LinkedUnit => unit(insuredCount, { unitId, status: 'auto', contested: true });

/** A unit can belong to one enterprise only, so its people can be won once only. */
describe('the interval of a region', () => {
  it('a unit of 8 that is open for two enterprises of 10 adds 8, not 16', () => {
    expect(sumCoverage(county(), [measured(10, open(1, 8)), measured(10, open(1, 8))])).toMatchObject({
      insured: 0,
      insuredMin: 0,
      insuredMax: 8,
    });
  });

  it('two units of 8 that are open for one enterprise of 10 add its 10 workers, not 16', () => {
    expect(sumCoverage(county(), [measured(10, open(1, 8), open(2, 8))])).toMatchObject({ insuredMax: 10 });
  });

  it('a unit of 8 that is linked to one enterprise of 10 and open for another adds nothing: it would leave the first', () => {
    expect(sumCoverage(county(), [measured(10, linked(1, 8)), measured(10, open(1, 8))])).toMatchObject({
      insured: 8,
      insuredMin: 0,
      insuredMax: 8,
    });
  });

  it('but it adds what the first cannot count: 20 people at an enterprise of 12 count 12, at one of 30 they would count 20', () => {
    expect(sumCoverage(county(), [measured(12, linked(1, 20)), measured(30, open(1, 20))])).toMatchObject({ insured: 12, insuredMax: 20 });
  });

  it('a unit linked outside of the region can be won whole', () => {
    expect(sumCoverage(county(), [measured(10, open(1, 8))])).toMatchObject({ insuredMax: 8 });
  });
});

/** Up to six enterprises, among which six units are linked to one at most and open for any. */
const regions = fc
  .record({
    headcounts: fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }),
    units: fc.array(
      fc.record({
        people: fc.nat(60),
        owner: fc.option(fc.nat(5)),
        status: fc.constantFrom('auto', 'confirmed'),
        openFor: fc.array(fc.nat(5)),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ headcounts, units }) =>
    headcounts.map((headcount, i) => measured(headcount, ...units.flatMap((drawn, u) => linksTo(i, u + 1, drawn)))),
  );

interface DrawnUnit {
  readonly people: number;
  readonly owner: number | null;
  readonly status: 'auto' | 'confirmed';
  readonly openFor: readonly number[];
}

function linksTo(enterprise: number, unitId: number, { people, owner, status, openFor }: DrawnUnit): LinkedUnit[] {
  const contested = openFor.some((other) => other !== owner);
  if (owner === enterprise) return [unit(people, { unitId, status, contested })];
  return openFor.includes(enterprise) ? [open(unitId, people)] : [];
}

describe('in any region', () => {
  it('minimum ≤ insured ≤ maximum ≤ head-count', () => {
    fc.assert(
      fc.property(regions, (enterprises) => {
        const { insuredMin, insured, insuredMax, headcount } = sumCoverage(county(), enterprises);
        expect([insuredMin, insured, insuredMax, headcount]).toEqual([insuredMin, insured, insuredMax, headcount].sort((a, b) => a - b));
        expect(insuredMin).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('the maximum is no less than what giving any one open unit to its candidate would bring', () => {
    fc.assert(
      fc.property(regions, (enterprises) => {
        const { insuredMax } = sumCoverage(county(), enterprises);
        for (const [to, { units }] of enterprises.entries()) {
          for (const candidate of units.filter(({ status }) => status === 'review')) {
            const moved = enterprises.map(({ coverage, units: before }, i) =>
              measured(
                coverage.headcount,
                ...before.filter(({ unitId }) => unitId !== candidate.unitId),
                ...(i === to ? [{ ...candidate, status: 'confirmed' as const }] : []),
              ),
            );
            expect(sumCoverage(county(), moved).insured).toBeLessThanOrEqual(insuredMax);
          }
        }
      }),
    );
  });
});
