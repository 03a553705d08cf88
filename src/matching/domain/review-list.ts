import type { EnterpriseRecord, UnitRecord } from './compare.js';
import { isExact, isReviewable, isSmallError, relationOf, type Ground, type Link } from './decide.js';
import { automaticReason, evidenceOf, nearMissReason, reviewReason, type RivalCount } from './explain.js';
import type { Matching } from './matching.js';
import type { Candidate, MatchOutcome, NearMiss, Tier } from './model.js';

/** Review candidates that an enterprise keeps; more only for names that agree exactly. */
const SHOWN = 5;
const SHOWN_EXACT = 9;
const NO_RIVALS: RivalCount = { enterprises: 0, units: 0 };

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
      if (closest) nearest.push(nearMiss(closest, matching));
    }
    for (const [i, link] of [...automatic, ...review].entries()) {
      const ground = matching.grounds.get(link);
      candidates.push(
        ground ? automaticCandidate(link, ground, i + 1, matching) : reviewCandidate(link, tierOf(link, review, claims), i + 1, matching),
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
  return byScore(links).filter((link, i) => i < SHOWN || (i < SHOWN_EXACT && isExact(link.comparison)));
}

/** How many enterprises have the unit among candidates that could be it by name. */
function countClaims(open: ReadonlyMap<EnterpriseRecord, readonly Link[]>): ReadonlyMap<UnitRecord, number> {
  const claims = new Map<UnitRecord, number>();
  for (const link of [...open.values()].flat()) if (isNearName(link)) claims.set(link.unit, (claims.get(link.unit) ?? 0) + 1);
  return claims;
}

function isNearName({ comparison }: Link): boolean {
  return isExact(comparison) || comparison.name === 'confusable';
}

function tierOf(link: Link, review: readonly Link[], claims: ReadonlyMap<UnitRecord, number>): Tier {
  const isAlone = review.filter(isNearName).length === 1 && claims.get(link.unit) === 1;
  return isSmallError(link) && isAlone ? 'B' : 'C';
}

function automaticCandidate(link: Link, ground: Ground, rank: number, matching: Matching): Candidate {
  return {
    ...describe(link),
    tier: 'A',
    status: 'auto',
    rank,
    reason: automaticReason(ground),
    evidence: evidenceOf(link, NO_RIVALS, matching.gazetteer),
  };
}

function reviewCandidate(link: Link, tier: Tier, rank: number, matching: Matching): Candidate {
  const rivals = rivalsOf(link, matching);
  return {
    ...describe(link),
    tier,
    status: 'review',
    rank,
    reason: reviewReason(link, rivals),
    evidence: evidenceOf(link, rivals, matching.gazetteer),
  };
}

function nearMiss(link: Link, matching: Matching): NearMiss {
  return { ...describe(link), reason: nearMissReason(link), evidence: evidenceOf(link, NO_RIVALS, matching.gazetteer) };
}

function describe(link: Link): Pick<Candidate, 'enterpriseId' | 'unitId' | 'relation' | 'score'> {
  return { enterpriseId: link.enterprise.source.id, unitId: link.unit.source.id, relation: relationOf(link.comparison), score: link.score };
}

function rivalsOf(link: Link, matching: Matching): RivalCount {
  const { group } = link.comparison.unitName.parsed;
  const own = link.comparison.enterpriseName.parsed.group === group ? 1 : 0;
  return {
    enterprises: matching.enterpriseIndex.rivalsIn(group) - own,
    units: matching.unitIndex.rivalsIn(group) - 1,
  };
}
