import type { ScopeFlag, ScopeState } from '../../registry/domain/index.js';

/** An insured unit linked to an enterprise, or a candidate for it, with its people as of the day. */
export interface LinkedUnit {
  readonly unitId: number;
  readonly unitNo: string;
  readonly unitName: string;
  readonly status: 'auto' | 'confirmed' | 'review';
  /** Active in 工伤保险 as of the day; 0 where suspended, terminated or not yet enrolled. */
  readonly insuredCount: number;
  /** The month that the count speaks of, null where there is none. */
  readonly month: string | null;
  /** The record is older than three months before the day. */
  readonly stale: boolean;
  /** Another enterprise has an open candidate for the same unit. */
  readonly contested: boolean;
}

export type CoverageBasis = 'unit-level' | 'proof-from-elsewhere' | 'none';
export type CoverageFlag = ScopeFlag | 'more-insured-than-headcount' | 'stale-enrolment' | 'proof-missing' | 'candidates-open' | 'no-longer-listed';

/** People. `insuredMin` and `insuredMax` are what the open candidates allow; all are capped at `headcount`. */
export interface EnterpriseCoverage {
  readonly inScope: boolean;
  readonly outOfScopeBecause: string | null;
  readonly headcount: number;
  readonly insured: number;
  readonly insuredMin: number;
  readonly insuredMax: number;
  /** Insured beyond the head-count: the registry's figure is stale. Reported, never counted. */
  readonly excess: number;
  readonly basis: CoverageBasis;
  readonly flags: readonly CoverageFlag[];
}

export interface EnterpriseFacts {
  readonly scope: ScopeState;
  readonly insuredElsewhere: boolean;
  /** People that a recorded 参保凭证 in force on the day proves to be insured elsewhere; null where none is recorded. */
  readonly provenElsewhere: number | null;
  readonly noLongerListed: boolean;
  readonly units: readonly LinkedUnit[];
}

const OUT: Omit<EnterpriseCoverage, 'outOfScopeBecause'> = {
  inScope: false,
  headcount: 0,
  insured: 0,
  insuredMin: 0,
  insuredMax: 0,
  excess: 0,
  basis: 'none',
  flags: [],
};

/** One enterprise's coverage as of a day (DOMAIN "Coverage"), at the grain of units. */
export function measureEnterprise(facts: EnterpriseFacts): EnterpriseCoverage {
  const { scope } = facts;
  if (!scope.inScope) return { ...OUT, outOfScopeBecause: scope.because };
  const linked = facts.units.filter((unit) => unit.status !== 'review');
  const certain = linked.filter((unit) => unit.status === 'confirmed' || !unit.contested);
  const proven = facts.provenElsewhere ?? 0;
  const raw = people(linked) + proven;
  const cap = (count: number): number => Math.min(count, scope.headcount);
  return {
    inScope: true,
    outOfScopeBecause: null,
    headcount: scope.headcount,
    insured: cap(raw),
    insuredMin: cap(people(certain) + proven),
    insuredMax: cap(people(facts.units) + proven),
    excess: Math.max(0, raw - scope.headcount),
    basis: basisOf(people(linked), proven),
    flags: [...scope.flags, ...flagsOf(facts, linked, raw > scope.headcount)],
  };
}

const people = (units: readonly LinkedUnit[]): number => units.reduce((sum, unit) => sum + unit.insuredCount, 0);

function basisOf(atUnits: number, proven: number): CoverageBasis {
  if (atUnits > 0) return 'unit-level';
  return proven > 0 ? 'proof-from-elsewhere' : 'none';
}

function flagsOf(facts: EnterpriseFacts, linked: readonly LinkedUnit[], exceeds: boolean): CoverageFlag[] {
  const flags: CoverageFlag[] = [];
  if (exceeds) flags.push('more-insured-than-headcount');
  if (linked.some((unit) => unit.stale && unit.insuredCount > 0)) flags.push('stale-enrolment');
  if (facts.insuredElsewhere && facts.provenElsewhere === null && linked.length === 0) flags.push('proof-missing');
  if (facts.units.some((unit) => unit.status === 'review')) flags.push('candidates-open');
  if (facts.noLongerListed) flags.push('no-longer-listed');
  return flags;
}
