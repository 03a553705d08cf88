import type { IdSet } from './id-set.js';
import { KeyTable } from './key-table.js';
import { BUCKETS, divisionSalt, KEY_KIND, saltedLane } from './keys.js';
import type { DivisionsOf } from './pair-join.js';
import type { Segment } from './segment.js';

/** The keys of records that have changed, before and after. Whoever shares one of them has to be looked at again. */
export class ChangedKeys {
  /** What joins or counts exactly; names, codes, bodies and groups are told apart by their texts. */
  private readonly exact = new KeyTable();
  private readonly similar = new KeyTable();

  get isEmpty(): boolean {
    return this.exact.size + this.similar.size === 0;
  }

  addEnterprise(segment: Segment, position: number): void {
    eachKeyOf(segment, position, (low, high, kind) => {
      if (kind !== KEY_KIND.similar) this.exact.number(low, high);
    });
  }

  addUnit(segment: Segment, position: number): void {
    const salt = divisionSalt(segment.divisionCodes[segment.divisions[position] ?? 0] ?? '');
    eachKeyOf(segment, position, (low, high, kind) => {
      if (kind === KEY_KIND.similar) this.similar.number(saltedLane(low, salt), saltedLane(high, salt));
      else this.exact.number(low, high);
    });
  }

  /** Adds the enterprises of the segment that have one of the keys to `found`; similar names do not matter to those that are certain. */
  findEnterprises(segment: Segment, divisionsOf: DivisionsOf, certain: IdSet, found: IdSet): void {
    const scopes = segment.divisionCodes.map((county) => divisionsOf(county).map(divisionSalt));
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const { lanes, kinds, owners } = segment.keys(bucket);
      for (let i = 0; i < kinds.length; i += 1) {
        const low = lanes[2 * i] ?? 0;
        const high = lanes[2 * i + 1] ?? 0;
        const owner = owners[i] ?? 0;
        const id = segment.ids[owner] ?? 0;
        if (kinds[i] !== KEY_KIND.similar) {
          if (this.exact.find(low, high) >= 0) found.add(id);
        } else if (!certain.has(id) && this.hasSimilar(low, high, scopes[segment.divisions[owner] ?? 0] ?? [])) found.add(id);
      }
    }
  }

  private hasSimilar(low: number, high: number, salts: readonly number[]): boolean {
    return salts.some((salt) => this.similar.find(saltedLane(low, salt), saltedLane(high, salt)) >= 0);
  }

  /** Adds the units of the segment that have one of the exact keys to `found`: they have other rivals now. */
  findUnits(segment: Segment, found: IdSet): void {
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const { lanes, kinds, owners } = segment.keys(bucket);
      for (let i = 0; i < kinds.length; i += 1) {
        if (kinds[i] === KEY_KIND.similar) continue;
        if (this.exact.find(lanes[2 * i] ?? 0, lanes[2 * i + 1] ?? 0) >= 0) found.add(segment.ids[owners[i] ?? 0] ?? 0);
      }
    }
  }
}

function eachKeyOf(segment: Segment, position: number, take: (low: number, high: number, kind: number) => void): void {
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const { lanes, kinds, owners } = segment.keys(bucket);
    for (let i = firstOf(owners, position); owners[i] === position; i += 1) take(lanes[2 * i] ?? 0, lanes[2 * i + 1] ?? 0, kinds[i] ?? 0);
  }
}

/** The first place of the owner, whose places stand together. */
function firstOf(owners: Uint16Array, owner: number): number {
  let from = 0;
  let to = owners.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((owners[middle] ?? 0) < owner) from = middle + 1;
    else to = middle;
  }
  return from;
}
