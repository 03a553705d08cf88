import { measureEnterprise } from './enterprise-coverage.js';
import { facts, unit, workers } from './testing/small-registry.js';

/** 参保人数大于职工人数: the registry's head-count is stale. The excess is reported, never counted. */
describe('an enterprise of 10 workers', () => {
  it('whose unit insures 7 is covered for 7', () => {
    expect(measureEnterprise(facts({ scope: workers(10), units: [unit(7)] }))).toEqual({
      inScope: true,
      outOfScopeBecause: null,
      headcount: 10,
      insured: 7,
      insuredMin: 7,
      insuredMax: 7,
      excess: 0,
      headcountBasis: 'registry',
      basis: 'unit-level',
      inOtherUnits: 0,
      flags: [],
    });
  });

  it('whose unit insures 10 is covered without excess', () => {
    expect(measureEnterprise(facts({ units: [unit(10)] }))).toMatchObject({ insured: 10, excess: 0, flags: [] });
  });

  it('whose unit insures 13 is covered for 10; 3 are reported', () => {
    expect(measureEnterprise(facts({ units: [unit(13)] }))).toMatchObject({
      insured: 10,
      insuredMin: 10,
      insuredMax: 10,
      excess: 3,
      flags: ['more-insured-than-headcount'],
    });
  });

  it('with two units adds them up before the cap: 6 and 7 are 13', () => {
    expect(measureEnterprise(facts({ units: [unit(6), unit(7)] }))).toMatchObject({ insured: 10, excess: 3 });
  });

  it('whose unit is suspended or not yet enrolled has nobody covered', () => {
    expect(measureEnterprise(facts({ units: [unit(0, { month: null })] }))).toMatchObject({ insured: 0, basis: 'none', flags: [] });
  });

  it('without any unit has nobody covered, on no basis', () => {
    expect(measureEnterprise(facts())).toMatchObject({ headcount: 10, insured: 0, insuredMax: 0, basis: 'none', flags: [] });
  });
});

describe('an enterprise whose head-count is not known', () => {
  it('counts with 0 workers; everyone insured is excess', () => {
    const scope = { inScope: true, headcount: 0, flags: ['headcount-missing'] } as const;
    expect(measureEnterprise(facts({ scope, units: [unit(5)] }))).toMatchObject({
      headcount: 0,
      insured: 0,
      excess: 5,
      flags: ['headcount-missing', 'more-insured-than-headcount'],
    });
  });
});
