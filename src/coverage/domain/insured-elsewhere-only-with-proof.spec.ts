import { measureEnterprise } from './enterprise-coverage.js';
import { facts, unit } from './testing/small-registry.js';

/** 外埠参保, 集团统一参保, 劳务派遣: in scope, covered only with a recorded 参保凭证. Ten workers each. */
describe('an enterprise insured elsewhere', () => {
  it('without a proof is in scope and not covered, and the proof is asked for', () => {
    expect(measureEnterprise(facts({ insuredElsewhere: true }))).toMatchObject({
      inScope: true,
      headcount: 10,
      insured: 0,
      basis: 'none',
      flags: ['proof-missing'],
    });
  });

  it('with a proof for 8 is covered for 8, on that basis', () => {
    expect(measureEnterprise(facts({ insuredElsewhere: true, provenElsewhere: 8 }))).toMatchObject({
      insured: 8,
      insuredMin: 8,
      insuredMax: 8,
      basis: 'proof-from-elsewhere',
      flags: [],
    });
  });

  it('with a proof for 12 is covered for its 10 workers', () => {
    expect(measureEnterprise(facts({ insuredElsewhere: true, provenElsewhere: 12 }))).toMatchObject({ insured: 10, excess: 2 });
  });

  it('with a proof for nobody is not covered, but needs no other proof', () => {
    expect(measureEnterprise(facts({ insuredElsewhere: true, provenElsewhere: 0 }))).toMatchObject({
      insured: 0,
      basis: 'none',
      flags: [],
    });
  });

  it('that has a unit here all the same counts that, and needs no proof', () => {
    expect(measureEnterprise(facts({ insuredElsewhere: true, units: [unit(6)] }))).toMatchObject({
      insured: 6,
      basis: 'unit-level',
      flags: [],
    });
  });

  it('that has both counts both: 6 here and 3 elsewhere are 9', () => {
    expect(measureEnterprise(facts({ insuredElsewhere: true, provenElsewhere: 3, units: [unit(6)] }))).toMatchObject({ insured: 9 });
  });

  it('with a mere candidate still lacks the proof', () => {
    expect(measureEnterprise(facts({ insuredElsewhere: true, units: [unit(6, { status: 'review' })] })).flags).toEqual([
      'proof-missing',
      'candidates-open',
    ]);
  });
});

it('an enterprise that is not marked as insured elsewhere is asked for no proof', () => {
  expect(measureEnterprise(facts()).flags).toEqual([]);
});
