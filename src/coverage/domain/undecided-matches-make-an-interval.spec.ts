import { measureEnterprise } from './enterprise-coverage.js';
import { facts, unit } from './testing/small-registry.js';

/** The official figure counts confirmed and automatic links only; minimum and maximum are what the open candidates allow. Ten workers. */
describe('an enterprise', () => {
  it('with an open candidate of 4 beside a linked unit of 5: 5, at most 9', () => {
    expect(measureEnterprise(facts({ units: [unit(5), unit(4, { status: 'review' })] }))).toMatchObject({
      insured: 5,
      insuredMin: 5,
      insuredMax: 9,
      flags: ['candidates-open'],
    });
  });

  it('with nothing but an open candidate: 0, at most 4, on no basis', () => {
    expect(measureEnterprise(facts({ units: [unit(4, { status: 'review' })] }))).toMatchObject({
      insured: 0,
      insuredMin: 0,
      insuredMax: 4,
      basis: 'none',
    });
  });

  it('whose automatic link of 5 another enterprise contests: 5, at least 0', () => {
    expect(measureEnterprise(facts({ units: [unit(5, { contested: true })] }))).toMatchObject({
      insured: 5,
      insuredMin: 0,
      insuredMax: 5,
    });
  });

  it('whose contested link a person has confirmed: 5 without doubt', () => {
    expect(measureEnterprise(facts({ units: [unit(5, { contested: true, status: 'confirmed' })] }))).toMatchObject({ insuredMin: 5 });
  });

  it('with a proof from elsewhere keeps it in the minimum', () => {
    expect(measureEnterprise(facts({ provenElsewhere: 3, units: [unit(5, { contested: true })] }))).toMatchObject({
      insured: 8,
      insuredMin: 3,
    });
  });

  it('is never covered for more than its workers at the maximum, and candidates make no excess', () => {
    expect(measureEnterprise(facts({ units: [unit(8), unit(30, { status: 'review' })] }))).toMatchObject({
      insured: 8,
      insuredMax: 10,
      excess: 0,
    });
  });
});
