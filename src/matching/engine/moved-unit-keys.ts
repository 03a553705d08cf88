import { KeyTable } from './key-table.js';
import { divisionSalt, KEY_KIND, saltedLane } from './keys.js';
import type { Move } from './moves.js';
import { capOf, isNarrowed, Lists } from './pair-join.js';

/** A place that no key has, so that a similar key and an exact one never fall together. */
const IN_COUNTY_KIND = -1;

/** The keys of one bucket that changed units had or have: how many units share each now and shared it before, and who of them has changed. */
export class MovedUnitKeys {
  private readonly keys = new KeyTable();
  private readonly kinds: number[] = [];
  private readonly now: number[] = [];
  private readonly growth: number[] = [];
  private readonly changed = new Lists();

  add(move: Move): void {
    const { low, high, kind, division } = move;
    if (kind === KEY_KIND.group) return;
    const county = divisionSalt(division);
    const within = this.number(saltedLane(low, county), saltedLane(high, county), kind === KEY_KIND.similar ? kind : IN_COUNTY_KIND);
    this.note(within, move, county);
    if (kind !== KEY_KIND.similar) this.note(this.number(low, high, kind), move, county);
  }

  /** Counts one of the units that there are now. */
  count(low: number, high: number, kind: number, county: number): void {
    if (kind === KEY_KIND.group) return;
    this.countKey(this.keys.find(saltedLane(low, county), saltedLane(high, county)));
    if (kind !== KEY_KIND.similar) this.countKey(this.keys.find(low, high));
  }

  similarKey(low: number, high: number, scope: number): number {
    return this.keys.find(saltedLane(low, scope), saltedLane(high, scope));
  }

  exactKey(low: number, high: number): number {
    return this.keys.find(low, high);
  }

  exactKeyIn(low: number, high: number, county: number): number {
    return this.similarKey(low, high, county);
  }

  /** Whether it has come to be shared by too many to join anybody, or by few enough. */
  hasCrossed(key: number): boolean {
    if (key < 0) return false;
    const now = this.now[key] ?? 0;
    return this.isFew(key, now) !== this.isFew(key, now - (this.growth[key] ?? 0));
  }

  /** The changed units that have the key, if it joins. */
  eachChanged(key: number, take: (unitId: number) => void): void {
    if (this.isFew(key, this.now[key] ?? 0)) this.changed.each(key, take);
  }

  /** As `eachChanged`; of a frequent key only those of the county. @param within the key in the county */
  eachChangedNear(key: number, within: number, take: (unitId: number) => void): void {
    if (this.isFew(key, this.now[key] ?? 0)) this.changed.each(key, take);
    else if (isNarrowed(this.kinds[key] ?? 0) && within >= 0) this.eachChanged(within, take);
  }

  private isFew(key: number, count: number): boolean {
    return count <= capOf(this.kinds[key] ?? 0);
  }

  private countKey(key: number): void {
    if (key >= 0) this.now[key] = (this.now[key] ?? 0) + 1;
  }

  private note(key: number, { id, isNew }: Move, county: number): void {
    this.growth[key] = (this.growth[key] ?? 0) + (isNew ? 1 : -1);
    if (isNew) this.changed.add(key, id, county);
  }

  private number(low: number, high: number, kind: number): number {
    const key = this.keys.number(low, high);
    if (key === this.kinds.length) {
      this.kinds.push(kind);
      this.now.push(0);
      this.growth.push(0);
    }
    return key;
  }
}
