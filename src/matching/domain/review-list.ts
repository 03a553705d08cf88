import { automaticCandidate, isNearName, isShown, nearMiss, reviewCandidate } from './candidates.js';
import type { EnterpriseRecord, UnitRecord } from './records.js';
import { isExact, isReviewable, isSmallError, type Link } from './decide.js';
import type { Matching } from './matching.js';
import type { Candidate, MatchOutcome, NearMiss, Tier } from './model.js';

/** Turns the compared pairs of a run into candidates, ranked within each enterprise. */
export function chooseCandidates(matching: Matching): MatchOutcome {
  const linked = matching.linkedEnterprises();
  const taken = takenUnits(matching);
  const open = new Map<EnterpriseRecord, Link[]>();
  for (const [enterprise, links] of matching.links) {
    const enterpriseIsLinked = linked.has(enterprise);
    const isOpen = (link: Link): boolean =>
      !matching.grounds.has(link) && isReviewable(link, { enterpriseIsLinked, unitIsTaken: taken.has(link.unit) });
    open.set(enterprise, limit(links.filter(isOpen)));
  }
  const claims = countClaims(open);
  return assemble(matching, open, claims);
}

function assemble(
  matching: Matching,
  open: ReadonlyMap<EnterpriseRecord, readonly Link[]>,
  claims: ReadonlyMap<UnitRecord, number>,
): MatchOutcome {
  const candidates: Candidate[] = [];
  const none: number[] = [];
  const nearest: NearMiss[] = [];
  for (const enterprise of matching.enterprises) {
    const links = matching.links.get(enterprise) ?? [];
    const automatic = byScore(links.filter((link) => matching.grounds.has(link)));
    const review = open.get(enterprise) ?? [];
    if (automatic.length + review.length === 0 && !matching.confirmedEnterprises.has(enterprise)) {
      none.push(enterprise.source.id);
      const [closest] = byScore(links);
      if (closest) nearest.push(nearMiss(closest, matching.around));
    }
    for (const [i, link] of [...automatic, ...review].entries()) {
      const ground = matching.grounds.get(link);
      candidates.push(
        ground
          ? automaticCandidate(link, ground, i + 1, matching.around)
          : reviewCandidate(link, tierOf(link, review, claims), i + 1, matching.around),
      );
    }
  }
  return { candidates, none, nearest };
}

function takenUnits(matching: Matching): ReadonlySet<UnitRecord> {
  return new Set([...matching.confirmedUnits, ...[...matching.grounds.keys()].map((link) => link.unit)]);
}

function byScore(links: readonly Link[]): Link[] {
  return [...links].sort((a, b) => b.score - a.score || a.unit.source.id - b.unit.source.id);
}

function limit(links: readonly Link[]): Link[] {
  return byScore(links).filter((link, i) => isShown(i, isExact(link.comparison)));
}

/** How many enterprises have the unit among candidates that could be it by name. */
function countClaims(open: ReadonlyMap<EnterpriseRecord, readonly Link[]>): ReadonlyMap<UnitRecord, number> {
  const claims = new Map<UnitRecord, number>();
  for (const link of [...open.values()].flat()) if (isNearName(link)) claims.set(link.unit, (claims.get(link.unit) ?? 0) + 1);
  return claims;
}

function tierOf(link: Link, review: readonly Link[], claims: ReadonlyMap<UnitRecord, number>): Tier {
  const isAlone = review.filter(isNearName).length === 1 && claims.get(link.unit) === 1;
  return isSmallError(link) && isAlone ? 'B' : 'C';
}
