import type { EnterpriseIndex, UnitIndex } from './blocking.js';
import { compareNames, type Comparison } from './compare.js';
import type { EnterpriseRecord, StatedName, UnitRecord } from './records.js';
import type { RegionGazetteer } from './regions-in-names.js';

/** What is known about everybody else who bears the same name, code or telephone. */
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

/** True where no other unit could be the enterprise by 字号 and trade words, and no other enterprise the unit. */
export function isUncontested(pair: NamedPair, around: Surroundings): boolean {
  return !hasRivalUnit(pair, around) && !hasRivalEnterprise(pair, around);
}

/** True where the telephone of the pair is nobody else's. */
export function ownsPhone({ enterprise, unit }: NamedPair, { units, enterprises }: Surroundings): boolean {
  const shared = enterprise.particulars.phones.filter((phone) => unit.particulars.phones.includes(phone));
  return shared.some((phone) => units.byPhone.all(phone).length === 1 && enterprises.byPhone.all(phone).length === 1);
}

function hasRivalUnit({ enterprise, unit, comparison }: NamedPair, { units, gazetteer }: Surroundings): boolean {
  const { enterpriseName } = comparison;
  const { body } = enterpriseName.parsed;
  const bearers = units.byBody.near(body, enterprise.source.countyCode);
  if (isCrowded(bearers, units.byBody.all(body))) return true;
  return bearers.some(
    (other) => other !== unit && anyName(other, body, (name) => contends(enterprise, other, enterpriseName, name, gazetteer)),
  );
}

function hasRivalEnterprise({ enterprise, unit, comparison }: NamedPair, { enterprises, gazetteer }: Surroundings): boolean {
  const { unitName } = comparison;
  const { body } = unitName.parsed;
  const bearers = enterprises.byBody.near(body, enterprise.source.countyCode);
  if (isCrowded(bearers, enterprises.byBody.all(body))) return true;
  return bearers.some((other) => other !== enterprise && anyName(other, body, (name) => contends(other, unit, name, unitName, gazetteer)));
}

/** Too many even within the county: the name is no name. */
function isCrowded(near: readonly unknown[], all: readonly unknown[]): boolean {
  return near.length === 0 && all.length > 0;
}

function anyName(record: EnterpriseRecord | UnitRecord, body: string, test: (name: StatedName) => boolean): boolean {
  return record.names.some((name) => name.parsed.body === body && test(name));
}

/** Whether a pair of equal 字号 and trade words could be the same, as far as anything is known: no veto, and in one place or of the same full name. */
function contends(
  enterprise: EnterpriseRecord,
  unit: UnitRecord,
  enterpriseName: StatedName,
  unitName: StatedName,
  gazetteer: RegionGazetteer,
): boolean {
  const { code, form, tail, region, regionFitsCounty, county, name } = compareNames(enterprise, unit, enterpriseName, unitName, gazetteer);
  if (code === 'conflict' || form === 'differs' || tail !== 'same' || region === 'replaced') return false;
  return name === 'identical' || (county !== 'other' && regionFitsCounty);
}
