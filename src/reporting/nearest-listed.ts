import type { RegionTree } from '../kernel/index.js';
import { matchAll } from '../matching/domain/index.js';

interface ListedName {
  readonly name: string;
}

/**
 * For employers whose name 附件2 does not list: the listed name that comes closest by the rules of matching, which may be a misspelling, a short
 * form or a former name. It is an offer to whoever fills in the form, never a decision.
 */
export function nearestListed(
  employers: readonly string[],
  listed: readonly ListedName[],
  countyCode: string,
  regions: RegionTree,
): ReadonlyMap<string, string> {
  const nameless = { countyCode, creditCode: null };
  const { candidates, nearest } = matchAll({
    regions,
    enterprises: employers.map((name, id) => ({ ...nameless, id, name, aliases: [] })),
    units: listed.map(({ name }, id) => ({ ...nameless, id, name, unitNo: String(id) })),
  });
  const best = [...candidates.filter(({ rank }) => rank === 1), ...nearest];
  return new Map(
    best.flatMap(({ enterpriseId, unitId }): [string, string][] => {
      const [employer, found] = [employers[enterpriseId], listed[unitId]];
      return employer === undefined || found === undefined ? [] : [[employer, found.name]];
    }),
  );
}
