import { compareNames } from './compare.js';
import type { EnterpriseRecord, UnitRecord } from './records.js';
import type { Link } from './decide.js';
import type { RegionGazetteer } from './regions-in-names.js';
import { scoreOf } from './score.js';

/** Compares an enterprise with a unit by those of their names that are closest; a former name with a former name says nothing. */
export function compareRecords(enterprise: EnterpriseRecord, unit: UnitRecord, gazetteer: RegionGazetteer): Link | null {
  let best: Link | null = null;
  for (const enterpriseName of enterprise.names) {
    for (const unitName of unit.names) {
      if (enterpriseName.isAlias && unitName.isAlias) continue;
      const comparison = compareNames(enterprise, unit, enterpriseName, unitName, gazetteer);
      const score = scoreOf(comparison);
      if (best === null || score > best.score) best = { enterprise, unit, comparison, score };
    }
  }
  return best;
}
