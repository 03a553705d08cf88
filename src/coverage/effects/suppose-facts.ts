import { supposeDecided, type Link } from '../../matching/index.js';
import type { CoverageFacts } from '../measure-entries.js';

/** A decision that nobody has made yet. */
export interface SupposedDecision {
  readonly link: Link;
  readonly status: 'confirmed' | 'rejected';
}

/** The facts as they would be after the decision. */
export function supposeFacts(facts: CoverageFacts, { link, status }: SupposedDecision): CoverageFacts {
  const links = supposeDecided(facts.links, link, status);
  const left = new Set(links.map(({ id }) => id));
  const before = new Set(facts.links.map(({ id }) => id));
  const owners = facts.owners.flatMap((owner) => {
    if (before.has(owner.id) && !left.has(owner.id)) return [];
    return owner.id === link.id ? [{ ...owner, status }] : [owner];
  });
  return { ...facts, links, owners };
}

/** Enterprises whose figures the decision can change: the entry itself, and all that have or claim one of its units. */
export function touchedBy(facts: CoverageFacts, enterpriseId: number): ReadonlySet<number> {
  const units = new Set(facts.links.filter((link) => link.enterpriseId === enterpriseId).map(({ unitId }) => unitId));
  return new Set([enterpriseId, ...facts.links.filter(({ unitId }) => units.has(unitId)).map((link) => link.enterpriseId)]);
}
