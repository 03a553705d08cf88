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

/** What the people of an enterprise are counted on: its named roster, or the registry. */
export type HeadcountBasis = 'named' | 'registry';
export type CoverageBasis = 'named' | 'unit-level' | 'proof-from-elsewhere' | 'none';
export type CoverageFlag =
  | ScopeFlag
  | 'more-insured-than-headcount'
  | 'stale-enrolment'
  | 'insured-in-another-unit'
  | 'proof-missing'
  | 'candidates-open'
  | 'no-longer-listed';

/** Whom the roster in force lists on the day, each person once. */
export interface NamedPeople {
  readonly headcount: number;
  /** Null where enrolment by person does not reach the enterprise: its insured people are then those of its units. */
  readonly insured: NamedInsured | null;
}

/** How many of a roster's people have an active 工伤保险 record on the day. */
export interface NamedInsured {
  /** In a unit linked to the enterprise. */
  readonly inLinkedUnits: number;
  /** In other units only: also those whose link is not decided. */
  readonly inOtherUnits: number;
  /** Some rest on a record older than three months before the day. */
  readonly stale: boolean;
}

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
  readonly headcountBasis: HeadcountBasis;
  readonly basis: CoverageBasis;
  /** Of the insured on the named basis, those insured by units that are not linked to the enterprise. */
  readonly inOtherUnits: number;
  readonly flags: readonly CoverageFlag[];
}

export interface EnterpriseFacts {
  readonly scope: ScopeState;
  readonly insuredElsewhere: boolean;
  /** People that a recorded 参保凭证 in force on the day proves to be insured elsewhere; null where none is recorded. */
  readonly provenElsewhere: number | null;
  readonly noLongerListed: boolean;
  readonly units: readonly LinkedUnit[];
  /** Null where no roster is loaded. */
  readonly named: NamedPeople | null;
}

const OUT: Omit<EnterpriseCoverage, 'outOfScopeBecause'> = {
  inScope: false,
  headcount: 0,
  insured: 0,
  insuredMin: 0,
  insuredMax: 0,
  excess: 0,
  headcountBasis: 'registry',
  basis: 'none',
  inOtherUnits: 0,
  flags: [],
};

/** Insured people, at least, as it stands, and at most, before the cap. */
interface Insured {
  readonly min: number;
  readonly count: number;
  readonly max: number;
  readonly basis: CoverageBasis;
}

/** One enterprise's coverage as of a day (DOMAIN "Coverage"), by names where they are known, else at the grain of units. */
export function measureEnterprise(facts: EnterpriseFacts): EnterpriseCoverage {
  const { scope, named } = facts;
  if (!scope.inScope) return { ...OUT, outOfScopeBecause: scope.because };
  const headcount = named?.headcount ?? scope.headcount;
  const insured = named?.insured ? insuredByName(named.insured, facts) : insuredByUnit(facts);
  const cap = (count: number): number => Math.min(count, headcount);
  return {
    inScope: true,
    outOfScopeBecause: null,
    headcount,
    insured: cap(insured.count),
    insuredMin: cap(insured.min),
    insuredMax: cap(insured.max),
    excess: Math.max(0, insured.count - headcount),
    headcountBasis: named ? 'named' : 'registry',
    basis: insured.basis,
    inOtherUnits: named?.insured?.inOtherUnits ?? 0,
    flags: [...scopeFlags(scope.flags, named), ...flagsOf(facts, insured.count > headcount)],
  };
}

/**
 * Whoever is on the roster counts wherever they are insured, so that a decision on a candidate only moves them between linked and other units:
 * on the named basis minimum and maximum are the figure itself.
 */
function insuredByName({ inLinkedUnits, inOtherUnits }: NamedInsured, { provenElsewhere }: EnterpriseFacts): Insured {
  const proven = provenElsewhere ?? 0;
  const byName = inLinkedUnits + inOtherUnits;
  const count = byName + proven;
  return { min: count, count, max: count, basis: byName === 0 && proven > 0 ? 'proof-from-elsewhere' : 'named' };
}

function insuredByUnit({ units, provenElsewhere }: EnterpriseFacts): Insured {
  const linked = units.filter(isLinked);
  const certain = linked.filter((unit) => unit.status === 'confirmed' || !unit.contested);
  const proven = provenElsewhere ?? 0;
  const basis = basisOf(people(linked), proven);
  return { min: people(certain) + proven, count: people(linked) + proven, max: people(units) + proven, basis };
}

const isLinked = (unit: LinkedUnit): boolean => unit.status !== 'review';

const people = (units: readonly LinkedUnit[]): number => units.reduce((sum, unit) => sum + unit.insuredCount, 0);

function basisOf(atUnits: number, proven: number): CoverageBasis {
  if (atUnits > 0) return 'unit-level';
  return proven > 0 ? 'proof-from-elsewhere' : 'none';
}

/** What the registry does not know or states of the head-count is no matter where a roster names the people. */
const scopeFlags = (flags: readonly ScopeFlag[], named: NamedPeople | null): readonly ScopeFlag[] =>
  named ? flags.filter((flag) => flag !== 'headcount-missing' && flag !== 'suspended-counts-stated') : flags;

function flagsOf({ units, named, insuredElsewhere, provenElsewhere, noLongerListed }: EnterpriseFacts, exceeds: boolean): CoverageFlag[] {
  const linked = units.filter(isLinked);
  const byName = named?.insured;
  const stale = byName ? byName.stale : linked.some((unit) => unit.stale && unit.insuredCount > 0);
  const insuredHere = linked.length > 0 || (byName ? byName.inOtherUnits > 0 : false);
  const flags: CoverageFlag[] = [];
  if (exceeds) flags.push('more-insured-than-headcount');
  if (stale) flags.push('stale-enrolment');
  if (byName && byName.inOtherUnits > 0) flags.push('insured-in-another-unit');
  if (insuredElsewhere && provenElsewhere === null && !insuredHere) flags.push('proof-missing');
  if (units.some((unit) => unit.status === 'review')) flags.push('candidates-open');
  if (noLongerListed) flags.push('no-longer-listed');
  return flags;
}
