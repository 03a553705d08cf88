import { pairKey, type Candidate } from '../../domain/index.js';
import { effective, type ActedChange } from './act.js';

/**
 * Pairs that a second look found wrong and nobody has decided since: no run links them by itself again.
 * @param changes all changes of the enterprises in question
 * @returns as `pairKey`
 */
export function heldBack(changes: readonly ActedChange[]): ReadonlySet<string> {
  const last = new Map(effective(changes).map((change) => [pairKey(change.enterpriseId, change.unitId ?? 0), change]));
  return new Set([...last].filter(([, { kind }]) => kind === 'second-look').map(([pair]) => pair));
}

const REASON = '抽查复核认为原结论有误，请重新核对。';

/** A run's candidates, with those held back put before a person. */
export const holdBack = (candidates: readonly Candidate[], held: ReadonlySet<string>): Candidate[] =>
  candidates.map((candidate) =>
    held.has(pairKey(candidate.enterpriseId, candidate.unitId)) ? { ...candidate, status: 'review', tier: 'C', reason: REASON } : candidate,
  );
