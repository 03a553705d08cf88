import { measureEnterprise, type NamedInsured } from './enterprise-coverage.js';
import { facts, unit, workers } from './testing/small-registry.js';

const insured = (inLinkedUnits: number, inOtherUnits = 0, stale = false): NamedInsured => ({ inLinkedUnits, inOtherUnits, stale });

/** The registry says 10 workers in each scenario. */
describe('an enterprise whose roster lists 8 people', () => {
  it('of whom 6 are insured in its unit: 6 of 8, both by name', () => {
    expect(measureEnterprise(facts({ units: [unit(9)], named: { headcount: 8, insured: insured(6) } }))).toMatchObject({
      headcount: 8,
      headcountBasis: 'named',
      insured: 6,
      basis: 'named',
      inOtherUnits: 0,
      excess: 0,
      flags: [],
    });
  });

  it('of whom 6 are insured in its unit and 1 in another one: 7, and the one is flagged', () => {
    expect(measureEnterprise(facts({ units: [unit(9)], named: { headcount: 8, insured: insured(6, 1) } }))).toMatchObject({
      insured: 7,
      inOtherUnits: 1,
      flags: ['insured-in-another-unit'],
    });
  });

  it('of whom nobody is insured: 0 by name, not for want of data', () => {
    expect(measureEnterprise(facts({ units: [unit(9)], named: { headcount: 8, insured: insured(0) } }))).toMatchObject({
      insured: 0,
      basis: 'named',
    });
  });

  it('where enrolment by person does not reach it: the people of its units, capped at the roster', () => {
    expect(measureEnterprise(facts({ units: [unit(9)], named: { headcount: 8, insured: null } }))).toMatchObject({
      headcount: 8,
      headcountBasis: 'named',
      insured: 8,
      excess: 1,
      basis: 'unit-level',
      flags: ['more-insured-than-headcount'],
    });
  });

  it('by records older than three months: counted, and flagged', () => {
    expect(measureEnterprise(facts({ named: { headcount: 8, insured: insured(5, 0, true) } })).flags).toEqual(['stale-enrolment']);
  });

  it('with a proof for 3 who are insured elsewhere: they come on top, up to the roster', () => {
    const named = { headcount: 8, insured: insured(6) };
    expect(measureEnterprise(facts({ provenElsewhere: 3, named }))).toMatchObject({ insured: 8, excess: 1, basis: 'named' });
  });

  it('with nothing but a proof: on the basis of that', () => {
    const named = { headcount: 8, insured: insured(0) };
    expect(measureEnterprise(facts({ insuredElsewhere: true, provenElsewhere: 3, named }))).toMatchObject({
      insured: 3,
      basis: 'proof-from-elsewhere',
      flags: [],
    });
  });

  it('marked as insured elsewhere: the proof is asked for only while nobody is found here', () => {
    const of = (named: NamedInsured): readonly string[] =>
      measureEnterprise(facts({ insuredElsewhere: true, named: { headcount: 8, insured: named } })).flags;
    expect(of(insured(0))).toEqual(['proof-missing']);
    expect(of(insured(0, 2))).toEqual(['insured-in-another-unit']);
  });
});

describe('what the registry says of the head-count', () => {
  it('that it is missing, or stated in 备注, is no matter where a roster names the people', () => {
    const scope = { inScope: true, headcount: 0, flags: ['headcount-missing', 'suspended-counts-stated', 'proposal-open'] } as const;
    expect(measureEnterprise(facts({ scope, named: { headcount: 2, insured: insured(2) } }))).toMatchObject({
      headcount: 2,
      insured: 2,
      flags: ['proposal-open'],
    });
  });

  it('a roster on which nobody is left by the day: nobody to cover', () => {
    expect(measureEnterprise(facts({ scope: workers(10), units: [unit(4)], named: { headcount: 0, insured: insured(0) } }))).toMatchObject({
      headcount: 0,
      insured: 0,
    });
  });

  it('an enterprise out of scope counts nothing, whatever its roster says', () => {
    const scope = { inScope: false, because: 'deregistered' } as const;
    expect(measureEnterprise(facts({ scope, named: { headcount: 8, insured: insured(6) } }))).toMatchObject({
      inScope: false,
      headcount: 0,
      insured: 0,
      inOtherUnits: 0,
    });
  });
});
