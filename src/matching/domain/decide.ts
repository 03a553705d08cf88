import type { EnterpriseIndex, UnitIndex } from './blocking.js';
import type { Comparison } from './compare.js';
import type { EnterpriseRecord, UnitRecord } from './records.js';
import type { Relation } from './model.js';
import { REVIEW_THRESHOLD } from './score.js';

/** A pair that was compared, by its best names. */
export interface Link {
  readonly enterprise: EnterpriseRecord;
  readonly unit: UnitRecord;
  readonly comparison: Comparison;
  readonly score: number;
}

/** What an automatic link rests on, strongest first. */
export type Ground = 'code' | 'fullName' | 'formerName' | 'sameRegion' | 'sameCounty';

const STRENGTH: Readonly<Record<Ground, number>> = { code: 3, fullName: 2, formerName: 1, sameRegion: 1, sameCounty: 1 };

/** A 字号 of one character is no evidence once the region is set aside. */
const SHORTEST_BRAND = 2;

/** What is known about everybody else who bears the same name or code. */
export interface Surroundings {
  readonly units: UnitIndex;
  readonly enterprises: EnterpriseIndex;
  /** The county of a region code, null above counties. */
  readonly countyOf: (regionCode: string) => string | null;
}

/** The ground on which the pair may be linked without a person; null where a person has to look. */
export function automaticGround(link: Link, around: Surroundings): Ground | null {
  const { comparison } = link;
  if (comparison.tail === 'otherTail' || comparison.tail === 'enterpriseTail') return null;
  if (comparison.code === 'equal') return codeDecides(link, around) ? 'code' : null;
  if (comparison.code === 'conflict' || comparison.tail !== 'same') return null;
  if (comparison.form !== 'same' || comparison.region === 'replaced') return null;
  if (comparison.name === 'identical') return identicalGround(link, around);
  return comparison.name === 'body' ? bodyGround(link, around) : null;
}

/** Gives each unit to at most one enterprise: the strongest ground wins, equals cancel each other out. */
export function settleRivals<L extends { readonly unit: unknown }>(grounded: ReadonlyMap<L, Ground>): Map<L, Ground> {
  const byUnit = new Map<unknown, L[]>();
  for (const link of grounded.keys()) byUnit.set(link.unit, [...(byUnit.get(link.unit) ?? []), link]);
  const settled = new Map<L, Ground>();
  for (const links of byUnit.values()) {
    const strengthOf = (link: L): number => STRENGTH[grounded.get(link) ?? 'sameCounty'];
    const strongest = Math.max(...links.map(strengthOf));
    const [winner, another] = links.filter((link) => strengthOf(link) === strongest);
    const ground = winner && grounded.get(winner);
    if (winner && ground && another === undefined) settled.set(winner, ground);
  }
  return settled;
}

/** How the unit relates to the enterprise if the pair is true. */
export function relationOf({ tail, enterpriseName, unitName }: Comparison): Relation {
  const parted = tail === 'unitTail' ? unitName.parsed.tail : tail === 'enterpriseTail' ? enterpriseName.parsed.tail : null;
  if (parted?.kind === 'project') return 'project';
  if (parted !== null && parted.kind !== 'account') return 'branch';
  return enterpriseName.isAlias || unitName.isAlias ? 'predecessor' : 'same';
}

/** Equal but for region, form or tail. */
export function isExact({ name }: Comparison): boolean {
  return name === 'identical' || name === 'body';
}

export interface Standing {
  /** The enterprise has an automatic or confirmed link to a unit that is the enterprise itself. */
  readonly enterpriseIsLinked: boolean;
  /** The unit is linked, automatically or confirmed, to another enterprise. */
  readonly unitIsTaken: boolean;
}

/** Whether the pair is worth a reviewer's look, and wide enough open to widen the coverage interval. */
export function isReviewable(link: Link, standing: Standing): boolean {
  const { comparison } = link;
  if (link.score < REVIEW_THRESHOLD) return false;
  if (comparison.code === 'equal') return true;
  if (standing.unitIsTaken) return comparison.name === 'identical';
  if (standing.enterpriseIsLinked) return isExact(comparison) && comparison.form !== 'differs';
  return true;
}

/** One explainable error in an otherwise agreeing name of the same county: what may be confirmed in bulk, if nobody else is near. */
export function isSmallError({ comparison }: Link): boolean {
  if (comparison.name !== 'confusable' || comparison.county !== 'same') return false;
  if (comparison.code !== 'unknown' || comparison.form !== 'same' || comparison.tail !== 'same') return false;
  return (comparison.region === 'same' || comparison.region === 'wider') && comparison.regionFitsCounty;
}

/** A code that several registered enterprises share decides only together with the full name. */
function codeDecides({ comparison, enterprise }: Link, around: Surroundings): boolean {
  if (comparison.name === 'far') return false;
  const nameDecides = comparison.name === 'identical' && !comparison.enterpriseName.isAlias;
  return nameDecides || ownsCode(enterprise, around);
}

function ownsCode(enterprise: EnterpriseRecord, around: Surroundings): boolean {
  return enterprise.code !== null && around.enterprises.byCode.all(enterprise.code).length === 1;
}

/** Full names are registered once in a district; somebody else's county is a doubt unless the name itself states the registry's county. */
function identicalGround({ comparison, enterprise }: Link, around: Surroundings): Ground | null {
  const { parsed, isAlias } = comparison.enterpriseName;
  const county = enterprise.source.countyCode;
  const { byMainName, byAlias } = around.enterprises;
  if (isAlias && byMainName.all(parsed.full).length > 0) return null;
  const isAlone = (all: number, here: number): boolean => all === 1 || (comparison.county === 'same' && here === 1);
  const owners = isAlias ? byAlias : byMainName;
  if (!isAlone(owners.all(parsed.full).length, owners.countIn(parsed.full, county))) return null;
  const { byFull } = around.units;
  if (!isAlone(byFull.all(parsed.full).length, byFull.countIn(parsed.full, county))) return null;
  if (comparison.county === 'other' && !parsed.regions.some((code) => around.countyOf(code) === county)) return null;
  return isAlias || comparison.unitName.isAlias ? 'formerName' : 'fullName';
}

/** Without the region in the key a name may be somebody else's: nobody else may bear it, and the place has to agree. */
function bodyGround({ comparison }: Link, around: Surroundings): Ground | null {
  const { parsed } = comparison.enterpriseName;
  if (parsed.trade.brand.length < SHORTEST_BRAND) return null;
  if (around.enterprises.rivalsIn(parsed.group) !== 1 || around.units.rivalsIn(parsed.group) !== 1) return null;
  if (comparison.region === 'same') {
    const namesCounty = parsed.regions.some((code) => around.countyOf(code) !== null);
    return namesCounty || comparison.county === 'same' ? 'sameRegion' : null;
  }
  return comparison.county === 'same' && comparison.regionFitsCounty ? 'sameCounty' : null;
}
