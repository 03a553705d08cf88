import type { EnterpriseRecord, StatedName, UnitRecord } from './records.js';
import { placeKey } from './parse-name.js';
import { CappedPostings } from './postings.js';

/** A telephone of more units than these says nothing. */
export const PHONE_SHARED_BY = 3;

/** How many records bear a key, in all and within a county. */
export interface KeyCount {
  all(key: string): { readonly length: number };
  countIn(key: string, countyCode: string): number;
}

/** What the rules ask about all other units. */
export interface UnitIndex {
  readonly byFull: KeyCount;
  readonly byPhone: Pick<KeyCount, 'all'>;
  /** How many bear the group (`ParsedName.group`), or the name in a place (`placeKey`). */
  rivalsIn(group: string): number;
}

/** What the rules ask about all other enterprises. */
export interface EnterpriseIndex {
  readonly byMainName: KeyCount;
  readonly byAlias: KeyCount;
  readonly byCode: Pick<KeyCount, 'all'>;
  readonly byPhone: Pick<KeyCount, 'all'>;
  /** As for units. */
  rivalsIn(group: string): number;
}

/** The units by everything that joins exactly: USCC, telephone, full key, 字号 with trade words, rival group. */
export class UnitPostings implements UnitIndex {
  readonly byFull = new CappedPostings<UnitRecord>(unitCounty);
  readonly byPhone = new CappedPostings<UnitRecord>(unitCounty);
  private readonly byCode = new CappedPostings<UnitRecord>(unitCounty);
  private readonly byBody = new CappedPostings<UnitRecord>(unitCounty);
  private readonly groups = new Map<string, number>();

  constructor(units: readonly UnitRecord[]) {
    for (const unit of units) {
      if (unit.code !== null) this.byCode.add(unit.code, unit);
      for (const phone of unit.particulars.phones) this.byPhone.add(phone, unit);
      for (const { parsed } of unit.names) {
        this.byFull.add(parsed.full, unit);
        this.byBody.add(parsed.body, unit);
      }
      countGroups(this.groups, unit.names, unitCounty(unit));
    }
  }

  /** Units that share the code, a telephone, a full key or a body with any name of the enterprise. */
  partnersOf(enterprise: EnterpriseRecord): ReadonlySet<UnitRecord> {
    const county = enterprise.source.countyCode;
    const partners = new Set<UnitRecord>();
    if (enterprise.code !== null) for (const unit of this.byCode.near(enterprise.code, county)) partners.add(unit);
    for (const phone of enterprise.particulars.phones) for (const unit of this.sharing(phone)) partners.add(unit);
    for (const { parsed } of enterprise.names) {
      for (const unit of this.byFull.near(parsed.full, county)) partners.add(unit);
      for (const unit of this.byBody.near(parsed.body, county)) partners.add(unit);
    }
    return partners;
  }

  /** The units of a telephone; none for one that many share, as an accountant's. */
  private sharing(phone: string): readonly UnitRecord[] {
    const units = this.byPhone.all(phone);
    return units.length <= PHONE_SHARED_BY ? units : [];
  }

  rivalsIn(group: string): number {
    return this.groups.get(group) ?? 0;
  }
}

/** The enterprises by what makes them rivals for a unit. */
export class EnterprisePostings implements EnterpriseIndex {
  readonly byMainName = new CappedPostings<EnterpriseRecord>(enterpriseCounty);
  readonly byAlias = new CappedPostings<EnterpriseRecord>(enterpriseCounty);
  readonly byCode = new CappedPostings<EnterpriseRecord>(enterpriseCounty);
  readonly byPhone = new CappedPostings<EnterpriseRecord>(enterpriseCounty);
  private readonly groups = new Map<string, number>();

  constructor(enterprises: readonly EnterpriseRecord[]) {
    for (const enterprise of enterprises) {
      if (enterprise.code !== null) this.byCode.add(enterprise.code, enterprise);
      for (const phone of enterprise.particulars.phones) this.byPhone.add(phone, enterprise);
      for (const name of enterprise.names) (name.isAlias ? this.byAlias : this.byMainName).add(name.parsed.full, enterprise);
      countGroups(this.groups, enterprise.names, enterpriseCounty(enterprise));
    }
  }

  rivalsIn(group: string): number {
    return this.groups.get(group) ?? 0;
  }
}

/** Counts each record once under the group of each name, and once under this group in its county. */
function countGroups(groups: Map<string, number>, names: readonly StatedName[], county: string): void {
  for (const key of new Set(names.flatMap(({ parsed }) => [parsed.group, placeKey(parsed, county)]))) {
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
}

function unitCounty(unit: UnitRecord): string {
  return unit.source.countyCode ?? '';
}

function enterpriseCounty(enterprise: EnterpriseRecord): string {
  return enterprise.source.countyCode;
}
