import { differenceOf, type NameDifference } from './name-difference.js';
import { compareForms, type FormVerdict } from './organisation-forms.js';
import type { ParsedName } from './parse-name.js';
import { compareParticulars, type ParticularsCompared } from './particulars.js';
import type { EnterpriseRecord, StatedName, UnitRecord } from './records.js';
import type { RegionGazetteer } from './regions-in-names.js';
import { areKindred } from './trade-words.js';

export type { EnterpriseRecord, StatedName, UnitRecord } from './records.js';

export type CodeVerdict = 'equal' | 'conflict' | 'unknown';

/**
 * identical: equal full keys; body: equal 字号 and trade words; confusable: one error that sound, look or order explain; oneEdit: one character
 * that nothing explains; kindred: equal 字号, related trade; contained: one body continues the other in front; opening: both begin with the same
 * 字号, of which one goes on with words that are no known trade; far: none of these.
 */
export type NameVerdict = 'identical' | 'body' | 'confusable' | 'oneEdit' | 'kindred' | 'contained' | 'opening' | 'far';

/** wider: one name's region contains the other's; missing: one name states none; replaced: they exclude each other. */
export type RegionVerdict = 'same' | 'wider' | 'missing' | 'replaced';

/** Whose name has a tail: unitTail and enterpriseTail are parent and branch, otherTail are two different branches. */
export type TailVerdict = 'same' | 'unitTail' | 'enterpriseTail' | 'otherTail';

/** same: the registry's county is the unit's; wider: the unit is insured at a division above it or nowhere known; other: elsewhere. */
export type CountyVerdict = 'same' | 'wider' | 'other';

export interface Comparison {
  readonly enterpriseName: StatedName;
  readonly unitName: StatedName;
  readonly code: CodeVerdict;
  readonly name: NameVerdict;
  readonly difference: NameDifference;
  readonly region: RegionVerdict;
  /** False where a region that only one name states lies outside the other's county. */
  readonly regionFitsCounty: boolean;
  readonly form: FormVerdict;
  readonly tail: TailVerdict;
  readonly county: CountyVerdict;
  readonly particulars: ParticularsCompared;
}

const DIGIT = /\d/;

/** Compares one name of an enterprise with one of a unit, field by field. */
export function compareNames(
  enterprise: EnterpriseRecord,
  unit: UnitRecord,
  enterpriseName: StatedName,
  unitName: StatedName,
  gazetteer: RegionGazetteer,
): Comparison {
  const left = enterpriseName.parsed;
  const right = unitName.parsed;
  const { name, difference } = compareBodies(left, right);
  return {
    enterpriseName,
    unitName,
    code: compareCodes(enterprise.code, unit.code),
    name,
    difference,
    region: compareRegions(left.regions, right.regions, gazetteer),
    regionFitsCounty: fits(left, unit.source.countyCode, gazetteer) && fits(right, enterprise.source.countyCode, gazetteer),
    form: compareForms(left.form, right.form),
    tail: compareTails(left, right),
    county: compareCounties(enterprise.source.countyCode, unit.source.countyCode, gazetteer),
    particulars: compareParticulars(enterprise.particulars, unit.particulars),
  };
}

function compareCodes(left: string | null, right: string | null): CodeVerdict {
  if (left === null || right === null) return 'unknown';
  return left === right ? 'equal' : 'conflict';
}

function compareBodies(left: ParsedName, right: ParsedName): { name: NameVerdict; difference: NameDifference } {
  if (left.full === right.full) return { name: 'identical', difference: { kind: 'none' } };
  if (left.body === right.body) return { name: 'body', difference: { kind: 'none' } };
  const difference = differenceOf(left.body, right.body);
  if (haveOtherDigits(left.body, right.body)) return { name: 'far', difference };
  if (left.trade.brand === right.trade.brand) return { name: areKindred(left.trade, right.trade) ? 'kindred' : 'far', difference };
  const verdict = verdictOf(difference, left.trade.brand, right.trade.brand);
  if (verdict !== null) return { name: verdict, difference };
  const bothTradesKnown = left.trade.trade !== '' && right.trade.trade !== '';
  if (bothTradesKnown && left.trade.trade !== right.trade.trade) return { name: 'far', difference };
  return { name: containment(left, right) ?? opening(left, right), difference };
}

function verdictOf(difference: NameDifference, left: string, right: string): NameVerdict | null {
  const shorter = Math.min(left.length, right.length);
  switch (difference.kind) {
    case 'substituted':
      return difference.confusion === null ? 'oneEdit' : 'confusable';
    case 'homophones':
    case 'transposed':
      return 'confusable';
    case 'inserted':
      return shorter > 2 ? 'confusable' : 'oneEdit';
    default:
      return null;
  }
}

/** A division that the region table does not know, or words of a parent company, may stand in front of one of the names. */
function containment(left: ParsedName, right: ParsedName): NameVerdict | null {
  const [longer, shorter] = left.body.length > right.body.length ? [left, right] : [right, left];
  const isContained = shorter.trade.brand.length > 1 && longer.body.endsWith(shorter.body) && shorter.trade.trade === longer.trade.trade;
  return isContained ? 'contained' : null;
}

/** A trade that the table does not know is taken for a part of the 字号: 宏达砼构件 beside 宏达混凝土构件. */
function opening(left: ParsedName, right: ParsedName): NameVerdict {
  const [longer, shorter] = left.trade.brand.length > right.trade.brand.length ? [left, right] : [right, left];
  const beginsAlike = shorter.trade.brand.length > 1 && longer.trade.brand.startsWith(shorter.trade.brand);
  return beginsAlike || sharedOpening(left.body, right.body) > 2 ? 'opening' : 'far';
}

function sharedOpening(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}

/** Numbers in a name tell firms apart (三号矿, 五号矿); nearly all names have none. */
function haveOtherDigits(left: string, right: string): boolean {
  return (DIGIT.test(left) || DIGIT.test(right)) && digitsOf(left) !== digitsOf(right);
}

function digitsOf(text: string): string {
  return text.replace(/\D+/g, ' ').trim();
}

function compareRegions(left: readonly string[], right: readonly string[], gazetteer: RegionGazetteer): RegionVerdict {
  const one = left[0];
  const other = right[0];
  if (left.length === right.length && one === other && left.every((code, i) => code === right[i])) return 'same';
  if (one === undefined || other === undefined) return 'missing';
  if (left.length > 1 || right.length > 1) return 'replaced';
  return gazetteer.contains(one, other) || gazetteer.contains(other, one) ? 'wider' : 'replaced';
}

function fits(name: ParsedName, countyCode: string | null, gazetteer: RegionGazetteer): boolean {
  if (countyCode === null) return true;
  return name.regions.every((region) => gazetteer.contains(region, countyCode) || gazetteer.contains(countyCode, region));
}

function compareTails(left: ParsedName, right: ParsedName): TailVerdict {
  if (left.tail === null && right.tail === null) return 'same';
  if (left.tail === null) return 'unitTail';
  if (right.tail === null) return 'enterpriseTail';
  return left.tail.key === right.tail.key ? 'same' : 'otherTail';
}

function compareCounties(registry: string, insured: string | null, gazetteer: RegionGazetteer): CountyVerdict {
  if (insured === registry) return 'same';
  return insured === null || gazetteer.contains(insured, registry) || gazetteer.contains(registry, insured) ? 'wider' : 'other';
}
