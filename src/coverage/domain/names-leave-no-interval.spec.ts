import fc from 'fast-check';
import { measureEnterprise, type NamedPeople } from './enterprise-coverage.js';
import type { MeasuredEnterprise } from './region-coverage.js';
import { sumCoverage } from './region-coverage.js';
import { county, facts, measured, unit } from './testing/small-registry.js';

/** People of the roster who are active in the unit of an undecided match count as in another unit until it is decided. */
const named = (inLinkedUnits: number, inOtherUnits: number): NamedPeople => ({
  headcount: 10,
  insured: { inLinkedUnits, inOtherUnits, stale: false },
});

describe('an enterprise of ten named people, five of them in its unit and three in the unit of an open candidate', () => {
  const units = [unit(5), unit(30, { status: 'review' })];

  it('has 8 insured, neither fewer nor more: confirming the candidate only moves the three', () => {
    expect(measureEnterprise(facts({ units, named: named(5, 3) }))).toMatchObject({
      insured: 8,
      insuredMin: 8,
      insuredMax: 8,
      inOtherUnits: 3,
      flags: ['insured-in-another-unit', 'candidates-open'],
    });
    const confirmed = units.map((one) => ({ ...one, status: 'confirmed' as const }));
    expect(measureEnterprise(facts({ units: confirmed, named: named(8, 0) }))).toMatchObject({ insured: 8, inOtherUnits: 0 });
  });

  it('loses nobody where its link is contested', () => {
    const contested = [unit(5, { contested: true })];
    expect(measureEnterprise(facts({ units: contested, named: named(5, 0) }))).toMatchObject({ insuredMin: 5, insured: 5, insuredMax: 5 });
  });

  it('keeps the interval while only its head-count is named', () => {
    expect(measureEnterprise(facts({ units, named: { headcount: 10, insured: null } }))).toMatchObject({
      insuredMin: 5,
      insured: 5,
      insuredMax: 10,
    });
  });
});

function byName(people: NamedPeople, ...units: ReturnType<typeof unit>[]): MeasuredEnterprise {
  return { units, coverage: measureEnterprise(facts({ units, named: people })) };
}

describe('in a region', () => {
  it('the candidate of a named enterprise adds nothing to the maximum', () => {
    const enterprises = [byName(named(5, 3), unit(30, { unitId: 1, status: 'review' })), measured(20, unit(4))];
    expect(sumCoverage(county(), enterprises)).toMatchObject({ insured: 12, insuredMin: 12, insuredMax: 12 });
  });

  it('a unit linked to a named enterprise can be won whole by another: the named people stay insured', () => {
    const linked = byName(named(5, 0), unit(8, { unitId: 1, contested: true }));
    const candidate = measured(20, unit(8, { unitId: 1, status: 'review' }));
    expect(sumCoverage(county(), [linked, candidate])).toMatchObject({ insured: 5, insuredMin: 5, insuredMax: 13 });
  });

  it('minimum ≤ insured ≤ maximum ≤ head-count, by names or not', () => {
    const people = fc.record({
      headcount: fc.nat(20),
      linked: fc.nat(20),
      other: fc.nat(20),
      byName: fc.constantFrom('no', 'headcount', 'all'),
    });
    const units = fc.array(fc.record({ unitId: fc.nat(4), people: fc.nat(30), status: fc.constantFrom('auto', 'confirmed', 'review') }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(people, units), { maxLength: 5 }), (drawn) => {
        const enterprises = drawn.map(([{ headcount, linked, other, byName: grain }, ofUnits]) => {
          const own = ofUnits.map(({ unitId, people: count, status }) => unit(count, { unitId, status, contested: true }));
          const inLinkedUnits = Math.min(linked, headcount);
          const inOtherUnits = Math.min(other, headcount - inLinkedUnits);
          const insured = grain === 'all' ? { inLinkedUnits, inOtherUnits, stale: false } : null;
          return { units: own, coverage: measureEnterprise(facts({ units: own, named: grain === 'no' ? null : { headcount, insured } })) };
        });
        const { insuredMin, insured, insuredMax, headcount } = sumCoverage(county(), enterprises);
        expect(insuredMin).toBeLessThanOrEqual(insured);
        expect(insured).toBeLessThanOrEqual(insuredMax);
        expect(insuredMax).toBeLessThanOrEqual(headcount);
      }),
    );
  });
});
