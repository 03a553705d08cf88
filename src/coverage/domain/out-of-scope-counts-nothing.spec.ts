import { asMonth } from '../../kernel/index.js';
import { scopeOf, type ScopeDecision, type ScopeFacts } from '../../registry/domain/index.js';
import { measureEnterprise, type EnterpriseCoverage } from './enterprise-coverage.js';
import { facts, unit } from './testing/small-registry.js';

const MAY = asMonth('2020-05');
const DECEMBER = asMonth('2020-12');

/** An enterprise of 50 workers before the stop, whose unit insures 20. */
function covered(changes: Partial<ScopeFacts>, ...decisions: ScopeDecision[]): EnterpriseCoverage {
  const line: ScopeFacts = { proposal: null, suspended: false, statedHeadcount: null, headcount: 50, ...changes };
  return measureEnterprise(facts({ scope: scopeOf(line, decisions, DECEMBER), units: [unit(20)] }));
}

describe('备注 drives the denominator', () => {
  it('停产，留守3人: 3 workers of whom all are covered; the 17 others are excess', () => {
    expect(covered({ suspended: true, statedHeadcount: 3 })).toMatchObject({
      headcount: 3,
      insured: 3,
      excess: 17,
      flags: ['suspended-counts-stated', 'more-insured-than-headcount'],
    });
  });

  it('停产 without a number: left out, and it says why', () => {
    expect(covered({ suspended: true })).toEqual({
      inScope: false,
      outOfScopeBecause: 'suspended-without-headcount',
      headcount: 0,
      insured: 0,
      insuredMin: 0,
      insuredMax: 0,
      excess: 0,
      headcountBasis: 'registry',
      basis: 'none',
      inOtherUnits: 0,
      flags: [],
    });
  });

  it('注销, not yet confirmed: still counts with its 50 workers', () => {
    expect(covered({ proposal: 'deregistered' })).toMatchObject({ inScope: true, headcount: 50, insured: 20, flags: ['proposal-open'] });
  });

  it('注销, confirmed: leaves numerator and denominator', () => {
    const confirmed = { proposal: 'deregistered', verdict: 'confirmed', effectiveMonth: MAY } as const;
    expect(covered({ proposal: 'deregistered' }, confirmed)).toMatchObject({
      inScope: false,
      outOfScopeBecause: 'deregistered',
      headcount: 0,
      insured: 0,
    });
  });

  it('注销, rejected: counts like any other', () => {
    const rejected = { proposal: 'deregistered', verdict: 'rejected', effectiveMonth: MAY } as const;
    expect(covered({ proposal: 'deregistered' }, rejected)).toMatchObject({ headcount: 50, insured: 20, flags: [] });
  });
});
