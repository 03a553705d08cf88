import type { EnterpriseIndex, UnitIndex } from './blocking.js';
import type { Comparison } from './compare.js';
import { formsCompatibleWith } from './organisation-forms.js';
import { placeKey, type ParsedName } from './parse-name.js';
import type { EnterpriseRecord, UnitRecord } from './records.js';
import type { RegionGazetteer } from './regions-in-names.js';

/** What is known about everybody else who bears the same name, code or telephone: counts by key, nothing of the others themselves. */
export interface Surroundings {
  readonly units: UnitIndex;
  readonly enterprises: EnterpriseIndex;
  readonly gazetteer: RegionGazetteer;
}

/** A pair of records by the names that were compared. */
export interface NamedPair {
  readonly enterprise: EnterpriseRecord;
  readonly unit: UnitRecord;
  readonly comparison: Comparison;
}

/** The place of a unit whose county is not known. */
const NOWHERE = '';

/**
 * True where neither another unit of the place (or insured above it, or nowhere known) has the enterprise's 字号, trade words, tail and a form that
 * may be the same, nor another enterprise of the place those of the unit, and where either's full name is nobody's.
 */
export function isUncontested(pair: NamedPair, around: Surroundings): boolean {
  return rivalUnits(pair, around) === 0 && rivalEnterprises(pair, around) === 0;
}

/** True where the telephone of the pair is nobody else's. */
export function ownsPhone({ enterprise, unit }: NamedPair, { units, enterprises }: Surroundings): boolean {
  const shared = enterprise.particulars.phones.filter((phone) => unit.particulars.phones.includes(phone));
  return shared.some((phone) => units.byPhone.all(phone).length === 1 && enterprises.byPhone.all(phone).length === 1);
}

function rivalUnits({ enterprise, unit, comparison }: NamedPair, { units, gazetteer }: Surroundings): number {
  const { parsed } = comparison.enterpriseName;
  const places = [...gazetteer.chain(enterprise.source.countyCode), NOWHERE];
  const namesakes = comparison.name === 'identical' ? 0 : units.byFull.all(parsed.full).length;
  return namesakes + bearersIn(places, parsed, units) - keysOf(unit, places, unit.source.countyCode ?? NOWHERE, parsed);
}

function rivalEnterprises({ enterprise, unit, comparison }: NamedPair, { enterprises }: Surroundings): number {
  const { parsed } = comparison.unitName;
  const county = enterprise.source.countyCode;
  const places = [...new Set([county, unit.source.countyCode ?? county])];
  const { byMainName, byAlias } = enterprises;
  const namesakes = comparison.name === 'identical' ? 0 : byMainName.all(parsed.full).length + byAlias.all(parsed.full).length;
  return namesakes + bearersIn(places, parsed, enterprises) - keysOf(enterprise, places, county, parsed);
}

/** Everybody in these places who could be written like this. */
function bearersIn(places: readonly string[], name: ParsedName, index: Pick<UnitIndex, 'rivalsIn'>): number {
  let bearers = 0;
  for (const form of formsCompatibleWith(name.form)) {
    for (const place of places) bearers += index.rivalsIn(placeKey({ ...name, form }, place));
  }
  return bearers;
}

/** As how many of these the record itself was counted: as one for each form in which its names come. */
function keysOf({ names }: EnterpriseRecord | UnitRecord, places: readonly string[], place: string, name: ParsedName): number {
  if (!places.includes(place)) return 0;
  const forms = formsCompatibleWith(name.form);
  const own = names.filter(({ parsed }) => parsed.body === name.body && parsed.tail?.key === name.tail?.key && forms.includes(parsed.form));
  return new Set(own.map(({ parsed }) => parsed.form)).size;
}
