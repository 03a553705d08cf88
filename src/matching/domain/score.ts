import type { Comparison, NameVerdict } from './compare.js';

/** What the names alone are worth. */
const NAME_WORTH: Readonly<Record<NameVerdict, number>> = {
  identical: 1,
  body: 0.95,
  confusable: 0.85,
  oneEdit: 0.7,
  kindred: 0.68,
  contained: 0.66,
  opening: 0.63,
  far: 0.5,
};

const REGION_COST = { same: 0, wider: 0.03, missing: 0.03, replaced: 0.28 } as const;
const FORM_COST = { same: 0, missing: 0.05, differs: 0.12 } as const;
const TAIL_COST = { same: 0, unitTail: 0.1, enterpriseTail: 0.1, otherTail: 0.45 } as const;
const COUNTY_COST = { same: 0, wider: 0.03, other: 0.15 } as const;
const CODE_CONFLICT_COST = 0.3;
const EQUAL_CODE_FLOOR = 0.75;
const ALIAS_COST = 0.02;
/** One character out of two carries half of the 字号. */
const SHORT_BRAND_COST = 0.06;

const PHONE_SUPPORT = 0.1;
const CONTACT_SUPPORT = 0.05;
const ADDRESS_SUPPORT = 0.05;
const PEOPLE_COST = 0.03;
/** An equal telephone is worth a look, whatever the name. */
const PHONE_FLOOR = 0.5;

/** From this score on a candidate is plausible enough to widen the coverage interval. */
export const REVIEW_THRESHOLD = 0.55;

/** The order of candidates, 0..1, rounded to three decimals so that sums in another order cannot part equal ones. */
export function scoreOf(comparison: Comparison): number {
  const cost =
    regionCost(comparison) +
    FORM_COST[comparison.form] +
    TAIL_COST[comparison.tail] +
    COUNTY_COST[comparison.county] +
    (comparison.code === 'conflict' && !isBranchPair(comparison) ? CODE_CONFLICT_COST : 0) +
    (comparison.enterpriseName.isAlias || comparison.unitName.isAlias ? ALIAS_COST : 0) +
    (isShortBrandAtStake(comparison) ? SHORT_BRAND_COST : 0);
  const floor = comparison.particulars.phone === 'agrees' && comparison.tail === 'same' ? PHONE_FLOOR : 0;
  const byName = Math.max(floor, nameWorth(comparison) - cost);
  const score = comparison.code === 'equal' ? EQUAL_CODE_FLOOR + byName * (1 - EQUAL_CODE_FLOOR) : byName;
  return Math.round(Math.min(1, score + supportOf(comparison)) * 1000) / 1000;
}

/** What telephone, contact and address add; an equal telephone makes the most distant name worth a look. */
function supportOf({ particulars: { phone, contact, address, people } }: Comparison): number {
  return (
    (phone === 'agrees' ? PHONE_SUPPORT : 0) +
    (contact === 'agrees' ? CONTACT_SUPPORT : 0) +
    (address === 'agrees' ? ADDRESS_SUPPORT : 0) -
    (people === 'differs' ? PEOPLE_COST : 0)
  );
}

/** Names that are far apart are ordered by the characters that they share, so that the nearest is one that looks near. */
function nameWorth({ name, enterpriseName, unitName }: Comparison): number {
  const worth = NAME_WORTH[name];
  return name === 'far' ? worth * sharedCharacters(enterpriseName.parsed.body, unitName.parsed.body) : worth;
}

function sharedCharacters(left: string, right: string): number {
  const all = new Set(left);
  const shared = [...new Set(right)].filter((character) => all.has(character)).length;
  return (2 * shared) / Math.max(1, all.size + new Set(right).size);
}

/** A region that only one name states, outside the other's county, excludes as much as two regions that exclude each other. */
function regionCost({ region, regionFitsCounty }: Comparison): number {
  const isOutside = !regionFitsCounty && (region === 'missing' || region === 'wider');
  return isOutside ? REGION_COST.replaced : REGION_COST[region];
}

function isShortBrandAtStake({ name, enterpriseName, unitName }: Comparison): boolean {
  if (name !== 'oneEdit' && name !== 'kindred' && name !== 'contained') return false;
  return Math.min(enterpriseName.parsed.trade.brand.length, unitName.parsed.trade.brand.length) < 3;
}

/** A branch has a credit code of its own: that it differs from the parent's says nothing. */
export function isBranchPair({ tail, enterpriseName, unitName }: Comparison): boolean {
  const kind = tail === 'unitTail' ? unitName.parsed.tail?.kind : enterpriseName.parsed.tail?.kind;
  return (tail === 'unitTail' || tail === 'enterpriseTail') && kind === 'branch';
}
