import type { EnterpriseRecord, UnitRecord } from '../domain/records.js';
import type { Surroundings } from '../domain/rivals.js';
import { compareRecords } from '../domain/compare-records.js';
import { automaticGround, relationOf, type Link } from '../domain/decide.js';
import type { Counts } from './count-table.js';
import type { Decisions } from './decisions.js';
import type { FactsWriter } from './facts.js';
import { KEY_KIND, keyText, type KeyKind } from './keys.js';
import { pairParts } from './pair-join.js';
import type { RecordReader } from './segment-cache.js';
import { SEGMENT_IDS } from './segment.js';

interface Partner {
  readonly unitId: number;
  readonly onlySimilar: boolean;
}

/** The partners of each enterprise out of the pair numbers of a segment, each once: an exact key goes before a similar one. */
export function* partnersIn(
  segment: number,
  pairs: Float64Array,
): Generator<{ readonly enterpriseId: number; readonly partners: readonly Partner[] }> {
  pairs.sort();
  let partners: Partner[] = [];
  let offset = -1;
  let lastUnit = -1;
  for (const number of pairs) {
    const pair = pairParts(number);
    if (pair.offset !== offset) {
      if (partners.length > 0) yield { enterpriseId: segment * SEGMENT_IDS + offset, partners };
      partners = [];
      offset = pair.offset;
      lastUnit = -1;
    }
    if (pair.unitId !== lastUnit) partners.push(pair);
    lastUnit = pair.unitId;
  }
  if (partners.length > 0) yield { enterpriseId: segment * SEGMENT_IDS + offset, partners };
}

/** Compares an enterprise with its partners by the rules and notes what could become of each pair. */
export class EnterpriseDecider {
  constructor(
    private readonly records: RecordReader,
    private readonly around: Surroundings,
    private readonly counts: Counts,
    private readonly decisions: Decisions,
    private readonly facts: FactsWriter,
  ) {}

  async decide(enterpriseId: number, partners: readonly Partner[]): Promise<void> {
    const enterprise = await this.records.enterprise(enterpriseId);
    let isLinked = this.decisions.confirmedEnterprises.has(enterpriseId);
    for (const { unitId } of partners.filter(({ onlySimilar }) => !onlySimilar)) {
      const link = await this.compare(enterprise, unitId);
      if (link === null) continue;
      const ground = this.decisions.confirmedUnits.has(unitId) ? null : automaticGround(link, this.around);
      this.facts.add(link, ground, false);
      if (ground !== null && this.isCertain(link)) isLinked = true;
    }
    // Similar names are of no interest where a unit is known to be the enterprise itself.
    if (isLinked) {
      this.facts.addCertain(enterpriseId);
      return;
    }
    for (const { unitId } of partners.filter(({ onlySimilar }) => onlySimilar)) {
      const link = await this.compare(enterprise, unitId);
      if (link !== null) this.facts.add(link, null, true);
    }
  }

  /** Looks at some partners only; all that is known of the enterprise's others stands. @param isCertain it looked for no similar names */
  async decideSome(enterpriseId: number, partners: readonly Partner[], isCertain: boolean): Promise<void> {
    const enterprise = await this.records.enterprise(enterpriseId);
    for (const { unitId, onlySimilar } of partners) {
      if (onlySimilar && isCertain) continue;
      const link = await this.compare(enterprise, unitId);
      if (link === null) continue;
      const isOpen = !onlySimilar && !this.decisions.confirmedUnits.has(unitId);
      this.facts.add(link, isOpen ? automaticGround(link, this.around) : null, onlySimilar);
    }
  }

  private async compare(enterprise: EnterpriseRecord, unitId: number): Promise<Link | null> {
    if (this.decisions.isDecided(enterprise.source.id, unitId)) return null;
    return compareRecords(enterprise, await this.records.unit(unitId), this.around.gazetteer);
  }

  /** No other enterprise shares a key with the unit, so none can contest it when rivals are settled. */
  private isCertain(link: Link): boolean {
    return relationOf(link.comparison) === 'same' && this.rivals(link.enterprise, link.unit) === 0;
  }

  private rivals({ code, names, particulars }: EnterpriseRecord, unit: UnitRecord): number {
    const others = (kinds: readonly KeyKind[], text: string, isOwn: boolean): number =>
      kinds.reduce<number>((sum, kind) => sum + this.counts.count('enterprise', kind, text), 0) - (isOwn ? 1 : 0);
    let rivals = unit.code === null ? 0 : others([KEY_KIND.code], keyText.code(unit.code), code === unit.code);
    for (const phone of unit.particulars.phones)
      rivals += others([KEY_KIND.phone], keyText.phone(phone), particulars.phones.includes(phone));
    for (const { parsed } of unit.names) {
      const hasName = names.some((name) => name.parsed.full === parsed.full);
      const hasBody = names.some((name) => name.parsed.body === parsed.body);
      rivals += others([KEY_KIND.mainName, KEY_KIND.alias], keyText.full(parsed.full), hasName);
      rivals += others([KEY_KIND.body], keyText.body(parsed.body), hasBody);
    }
    return rivals;
  }
}
