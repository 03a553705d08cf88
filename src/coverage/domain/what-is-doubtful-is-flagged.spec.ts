import { measureEnterprise } from './enterprise-coverage.js';
import { facts, unit, workers } from './testing/small-registry.js';

describe('an enrolment older than three months', () => {
  it('counts, and is flagged', () => {
    expect(measureEnterprise(facts({ units: [unit(5, { stale: true, month: '2020-08' })] }))).toMatchObject({
      insured: 5,
      flags: ['stale-enrolment'],
    });
  });

  it('of a unit that insures nobody, or of a mere candidate, is no matter', () => {
    const units = [unit(0, { stale: true }), unit(5, { stale: true, status: 'review' })];
    expect(measureEnterprise(facts({ units })).flags).toEqual(['candidates-open']);
  });
});

describe('an enterprise that the newest hand-over no longer lists', () => {
  it('counts, and is flagged', () => {
    expect(measureEnterprise(facts({ noLongerListed: true, units: [unit(5)] }))).toMatchObject({
      inScope: true,
      headcount: 10,
      insured: 5,
      flags: ['no-longer-listed'],
    });
  });
});

it('several doubts are all told, the registry’s first', () => {
  const scope = { inScope: true, headcount: 3, flags: ['proposal-open'] } as const;
  const units = [unit(5, { stale: true }), unit(2, { status: 'review' })];
  expect(measureEnterprise(facts({ scope, noLongerListed: true, units })).flags).toEqual([
    'proposal-open',
    'more-insured-than-headcount',
    'stale-enrolment',
    'candidates-open',
    'no-longer-listed',
  ]);
});

it('without any doubt there is no flag', () => {
  expect(measureEnterprise(facts({ scope: workers(5), units: [unit(5)] })).flags).toEqual([]);
});
