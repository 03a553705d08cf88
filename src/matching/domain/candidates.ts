import { isExact, relationOf, type Ground, type Link } from './decide.js';
import { automaticReason, evidenceOf, nearMissReason, reviewReason, type RivalCount } from './explain.js';
import type { Candidate, NearMiss, Tier } from './model.js';
import type { Surroundings } from './rivals.js';

/** Review candidates that an enterprise keeps; more only for names that agree exactly. */
const SHOWN = 5;
const SHOWN_EXACT = 9;
const NO_RIVALS: RivalCount = { enterprises: 0, units: 0 };

/** Whether a candidate stands among those that a reviewer is shown. @param place from 0, best first */
export function isShown(place: number, isExactName: boolean): boolean {
  return place < SHOWN || (place < SHOWN_EXACT && isExactName);
}

/** Could be the same by its name: equal but for region, form or tail, or one explainable error. */
export function isNearName({ comparison }: Link): boolean {
  return isExact(comparison) || comparison.name === 'confusable';
}

export function automaticCandidate(link: Link, ground: Ground, rank: number, { gazetteer }: Surroundings): Candidate {
  const evidence = evidenceOf(link, NO_RIVALS, gazetteer);
  return { ...describe(link), tier: 'A', status: 'auto', rank, reason: automaticReason(ground), evidence };
}

export function reviewCandidate(link: Link, tier: Tier, rank: number, around: Surroundings): Candidate {
  const rivals = rivalsOf(link, around);
  const evidence = evidenceOf(link, rivals, around.gazetteer);
  return { ...describe(link), tier, status: 'review', rank, reason: reviewReason(link, rivals), evidence };
}

export function nearMiss(link: Link, { gazetteer }: Surroundings): NearMiss {
  return { ...describe(link), reason: nearMissReason(link), evidence: evidenceOf(link, NO_RIVALS, gazetteer) };
}

function describe(link: Link): Pick<Candidate, 'enterpriseId' | 'unitId' | 'relation' | 'score'> {
  return { enterpriseId: link.enterprise.source.id, unitId: link.unit.source.id, relation: relationOf(link.comparison), score: link.score };
}

function rivalsOf({ comparison }: Link, { enterprises, units }: Surroundings): RivalCount {
  const { group } = comparison.unitName.parsed;
  const own = comparison.enterpriseName.parsed.group === group ? 1 : 0;
  return { enterprises: enterprises.rivalsIn(group) - own, units: units.rivalsIn(group) - 1 };
}
