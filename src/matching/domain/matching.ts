import { EnterprisePostings, UnitPostings } from './blocking.js';
import type { EnterpriseRecord, UnitRecord } from './records.js';
import { compareRecords } from './compare-records.js';
import { automaticGround, relationOf, settleRivals, type Ground, type Link } from './decide.js';
import { pairKey, type MatchInput } from './model.js';
import type { RegionGazetteer } from './regions-in-names.js';
import type { Surroundings } from './rivals.js';
import { SimilarNames } from './similar-names.js';

/** The state of one run, from which the candidates are chosen. */
export class Matching {
  readonly links = new Map<EnterpriseRecord, Link[]>();
  /** Who else bears a name or a code. */
  readonly around: Surroundings;
  private readonly unitIndex: UnitPostings;
  readonly confirmedEnterprises = new Set<EnterpriseRecord>();
  readonly confirmedUnits = new Set<UnitRecord>();
  /** Automatic links with their grounds, once joined. */
  grounds: ReadonlyMap<Link, Ground> = new Map();

  constructor(
    private readonly input: MatchInput,
    private readonly gazetteer: RegionGazetteer,
    readonly enterprises: readonly EnterpriseRecord[],
    private readonly units: readonly UnitRecord[],
  ) {
    this.unitIndex = new UnitPostings(units);
    this.around = { units: this.unitIndex, enterprises: new EnterprisePostings(enterprises), gazetteer };
    this.readConfirmed();
  }

  joinExactly(): void {
    const grounded = new Map<Link, Ground>();
    for (const enterprise of this.enterprises) {
      for (const unit of this.unitIndex.partnersOf(enterprise)) {
        const link = this.compare(enterprise, unit);
        const ground = link === null || this.confirmedUnits.has(unit) ? null : automaticGround(link, this.around);
        if (link !== null && ground !== null) grounded.set(link, ground);
      }
    }
    this.grounds = settleRivals(grounded);
  }

  /** Looks for similar names only where no unit is known to be the enterprise itself, and only among units that nobody has. */
  joinSimilar(): void {
    const linked = this.linkedEnterprises();
    const open = this.enterprises.filter((enterprise) => !linked.has(enterprise));
    const taken = new Set([...this.confirmedUnits, ...[...this.grounds.keys()].map((link) => link.unit)]);
    const scopes = groupBy(this.units, (unit) => unit.source.countyCode ?? '');
    const inScope = groupByMany(open, (enterprise) => [...this.gazetteer.chain(enterprise.source.countyCode), '']);
    for (const [scope, members] of scopes) {
      const seekers = inScope.get(scope);
      if (seekers === undefined) continue;
      const index = new SimilarNames(members);
      for (const enterprise of seekers) this.compareSimilar(enterprise, index, taken);
    }
  }

  /** Enterprises with an automatic link to themselves or with a confirmed link. */
  linkedEnterprises(): ReadonlySet<EnterpriseRecord> {
    const linked = new Set(this.confirmedEnterprises);
    for (const link of this.grounds.keys()) if (relationOf(link.comparison) === 'same') linked.add(link.enterprise);
    return linked;
  }

  private compareSimilar(enterprise: EnterpriseRecord, index: SimilarNames, taken: ReadonlySet<UnitRecord>): void {
    const known = new Set(this.links.get(enterprise)?.map((link) => link.unit));
    for (const unit of index.similarTo(enterprise.names.map((name) => name.parsed))) {
      if (!known.has(unit) && !taken.has(unit)) this.compare(enterprise, unit);
    }
  }

  private compare(enterprise: EnterpriseRecord, unit: UnitRecord): Link | null {
    const key = pairKey(enterprise.source.id, unit.source.id);
    if (this.input.rejected?.has(key) || this.input.confirmed?.has(key)) return null;
    const best = compareRecords(enterprise, unit, this.gazetteer);
    if (best !== null) this.remember(best);
    return best;
  }

  private remember(link: Link): void {
    const links = this.links.get(link.enterprise);
    if (links) links.push(link);
    else this.links.set(link.enterprise, [link]);
  }

  private readConfirmed(): void {
    if (this.input.confirmed === undefined || this.input.confirmed.size === 0) return;
    const enterprises = new Map(this.enterprises.map((enterprise) => [String(enterprise.source.id), enterprise]));
    const units = new Map(this.units.map((unit) => [String(unit.source.id), unit]));
    for (const key of this.input.confirmed) {
      const [enterpriseId = '', unitId = ''] = key.split(':');
      const enterprise = enterprises.get(enterpriseId);
      const unit = units.get(unitId);
      if (enterprise === undefined || unit === undefined) continue;
      this.confirmedEnterprises.add(enterprise);
      this.confirmedUnits.add(unit);
    }
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return groupByMany(items, (item) => [keyOf(item)]);
}

function groupByMany<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
