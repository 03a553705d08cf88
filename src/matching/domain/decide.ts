import type { Comparison } from './compare.js';
import type { Relation } from './model.js';
import type { EnterpriseRecord, UnitRecord } from './records.js';
import { isUncontested, ownsPhone, type Surroundings } from './rivals.js';
import { REVIEW_THRESHOLD } from './score.js';

/** A pair that was compared, by its best names. */
export interface Link {
  readonly enterprise: EnterpriseRecord;
  readonly unit: UnitRecord;
  readonly comparison: Comparison;
  readonly score: number;
}

/** What an automatic link rests on, strongest first. */
export type Ground = 'code' | 'fullName' | 'formerName' | 'sameRegion' | 'sameCounty' | 'shortName' | 'phone';

const STRENGTH: Readonly<Record<Ground, number>> = {
  code: 4,
  fullName: 3,
  formerName: 2,
  sameRegion: 2,
  sameCounty: 2,
  shortName: 1,
  phone: 1,
};

/** A 字号 of one character is no evidence once the region is set aside. */
const SHORTEST_BRAND = 2;
/** What a name without trade words has to have for being a name without its form. */
const SHORTEST_BODY = 4;

/** The ground on which the pair may be linked without a person; null where a person has to look. */
export function automaticGround(link: Link, around: Surroundings): Ground | null {
  const { comparison } = link;
  if (comparison.tail === 'otherTail' || comparison.tail === 'enterpriseTail') return null;
  if (comparison.code === 'equal') return codeDecides(link, around) ? 'code' : null;
  if (comparison.code === 'conflict' || comparison.tail !== 'same') return null;
  if (comparison.form === 'differs' || comparison.region === 'replaced') return null;
  switch (comparison.name) {
    case 'identical':
      return identicalGround(link, around);
    case 'body':
      return bodyGround(link, around);
    case 'confusable':
      return phoneGround(link, around);
    default:
      return null;
  }
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

/** Full names are registered once in a district; somebody else's county is a doubt unless something else places the unit. */
function identicalGround(link: Link, around: Surroundings): Ground | null {
  const { comparison, enterprise } = link;
  const { parsed, isAlias } = comparison.enterpriseName;
  const county = enterprise.source.countyCode;
  const { byMainName, byAlias } = around.enterprises;
  if (isAlias && byMainName.all(parsed.full).length > 0) return null;
  const isAlone = (all: number, here: number): boolean => all === 1 || (comparison.county === 'same' && here === 1);
  const owners = isAlias ? byAlias : byMainName;
  if (!isAlone(owners.all(parsed.full).length, owners.countIn(parsed.full, county))) return null;
  const { byFull } = around.units;
  if (!isAlone(byFull.all(parsed.full).length, byFull.countIn(parsed.full, county))) return null;
  if (comparison.county === 'other' && !isPlaced(link, around)) return null;
  return isAlias || comparison.unitName.isAlias ? 'formerName' : 'fullName';
}

/**
 * Whether a full name is the enterprise's although the unit is insured in another county: the name states the registry's county, or is that of a
 * company registered with the city or the province (which register a company's name once), or the telephone is the same.
 */
function isPlaced({ comparison, enterprise }: Link, { gazetteer }: Surroundings): boolean {
  const { regions, form } = comparison.enterpriseName.parsed;
  if (comparison.particulars.phone === 'agrees') return true;
  if (regions.some((code) => gazetteer.countyOf(code) === enterprise.source.countyCode)) return true;
  return regions.length > 0 && comparison.regionFitsCounty && form !== null && form.endsWith('有限公司');
}

/** Without the region in the key, or without the form, a name may be somebody else's: the place has to agree, and nobody else may be meant. */
function bodyGround(link: Link, around: Surroundings): Ground | null {
  const ground = placeGround(link, around);
  return ground !== null && isUncontested(link, around) ? ground : null;
}

function placeGround({ comparison }: Link, { gazetteer }: Surroundings): Ground | null {
  const { parsed } = comparison.enterpriseName;
  if (parsed.trade.brand.length < SHORTEST_BRAND) return null;
  const isSameCounty = comparison.county === 'same' && comparison.regionFitsCounty;
  // Of a branch the whole name has to agree: its head offices may differ by the region alone.
  if (comparison.form === 'missing') {
    const saysEnough = parsed.trade.trade !== '' || parsed.body.length >= SHORTEST_BODY;
    return isSameCounty && saysEnough && parsed.tail === null && isShortOfOrdinaryCompany(comparison) ? 'shortName' : null;
  }
  if (comparison.region !== 'same') return isSameCounty && parsed.tail === null ? 'sameCounty' : null;
  const namesCounty = parsed.regions.some((code) => gazetteer.countyOf(code) !== null);
  return namesCounty || comparison.county === 'same' ? 'sameRegion' : null;
}

/** A name without its form is that of an 有限公司 as a rule; other forms are stated, since nobody would guess them. */
function isShortOfOrdinaryCompany({ enterpriseName, unitName }: Comparison): boolean {
  return enterpriseName.parsed.form === '有限公司' || unitName.parsed.form === '有限公司';
}

/** One error that sound, look or order explain, in the same county and with a telephone that is nobody else's. */
function phoneGround(link: Link, around: Surroundings): Ground | null {
  const { county, regionFitsCounty, form, particulars } = link.comparison;
  if (county !== 'same' || !regionFitsCounty || form !== 'same' || particulars.phone !== 'agrees') return null;
  return ownsPhone(link, around) && isUncontested(link, around) ? 'phone' : null;
}
