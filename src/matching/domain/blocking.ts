import type { EnterpriseRecord, StatedName, UnitRecord } from './records.js';
import { CappedPostings } from './postings.js';

/** How many records bear a key, in all and within a county. */
export interface KeyCount {
  all(key: string): { readonly length: number };
  countIn(key: string, countyCode: string): number;
}

/** What the rules ask about all other units. */
export interface UnitIndex {
  readonly byFull: KeyCount;
  /** Units with the same body, form and tail. */
  rivalsIn(group: string): number;
}

/** What the rules ask about all other enterprises. */
export interface EnterpriseIndex {
  readonly byMainName: KeyCount;
  readonly byAlias: KeyCount;
  readonly byCode: Pick<KeyCount, 'all'>;
  rivalsIn(group: string): number;
}

/** The units by everything that joins exactly: USCC, full key, 字号 with trade words, rival group. */
export class UnitPostings implements UnitIndex {
  readonly byFull = new CappedPostings<UnitRecord>(unitCounty);
  private readonly byCode = new CappedPostings<UnitRecord>(unitCounty);
  private readonly byBody = new CappedPostings<UnitRecord>(unitCounty);
  private readonly groups = new Map<string, number>();

  constructor(units: readonly UnitRecord[]) {
    for (const unit of units) {
      if (unit.code !== null) this.byCode.add(unit.code, unit);
      for (const { parsed } of unit.names) {
        this.byFull.add(parsed.full, unit);
        this.byBody.add(parsed.body, unit);
      }
      countGroups(this.groups, unit.names);
    }
  }

  /** Units that share the code, a full key or a body with any name of the enterprise. */
  partnersOf(enterprise: EnterpriseRecord): ReadonlySet<UnitRecord> {
    const county = enterprise.source.countyCode;
    const partners = new Set<UnitRecord>();
    if (enterprise.code !== null) for (const unit of this.byCode.near(enterprise.code, county)) partners.add(unit);
    for (const { parsed } of enterprise.names) {
      for (const unit of this.byFull.near(parsed.full, county)) partners.add(unit);
      for (const unit of this.byBody.near(parsed.body, county)) partners.add(unit);
    }
    return partners;
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
  private readonly groups = new Map<string, number>();

  constructor(enterprises: readonly EnterpriseRecord[]) {
    for (const enterprise of enterprises) {
      if (enterprise.code !== null) this.byCode.add(enterprise.code, enterprise);
      for (const name of enterprise.names) (name.isAlias ? this.byAlias : this.byMainName).add(name.parsed.full, enterprise);
      countGroups(this.groups, enterprise.names);
    }
  }

  rivalsIn(group: string): number {
    return this.groups.get(group) ?? 0;
  }
}

function countGroups(groups: Map<string, number>, names: readonly StatedName[]): void {
  for (const group of new Set(names.map((name) => name.parsed.group))) groups.set(group, (groups.get(group) ?? 0) + 1);
}

function unitCounty(unit: UnitRecord): string {
  return unit.source.countyCode ?? '';
}

function enterpriseCounty(enterprise: EnterpriseRecord): string {
  return enterprise.source.countyCode;
}
