import type { UnitRecord } from './records.js';
import type { ParsedName } from './parse-name.js';
import { similarityKeys } from './similarity-keys.js';

/** A key that more units of a division share says too little. */
export const SIMILAR_CAP = 60;

/** The units of one division by what similar names share. */
export class SimilarNames {
  private readonly postings = new Map<string, UnitRecord[]>();

  constructor(units: readonly UnitRecord[]) {
    for (const unit of units) {
      for (const key of new Set(unit.names.flatMap((name) => [...similarityKeys(name.parsed)]))) {
        const list = this.postings.get(key);
        if (list) list.push(unit);
        else this.postings.set(key, [unit]);
      }
    }
  }

  /** The units that share a key with one of the names. */
  similarTo(names: readonly ParsedName[]): ReadonlySet<UnitRecord> {
    const similar = new Set<UnitRecord>();
    for (const key of new Set(names.flatMap((name) => [...similarityKeys(name)]))) {
      const list = this.postings.get(key) ?? [];
      if (list.length <= SIMILAR_CAP) for (const unit of list) similar.add(unit);
    }
    return similar;
  }
}
