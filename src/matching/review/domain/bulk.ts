import { createHash } from 'node:crypto';
import { effective, type ActedChange } from './act.js';
import type { EntryLink } from './entry.js';
import type { EntryFilter } from './entry-filter.js';

/** How many of a band a person decides one by one before the rest may be accepted in bulk. */
export const SAMPLE_SIZE = 10;

/** A candidate this close behind the best is a rival of it. */
const RIVAL_MARGIN = 0.1;

/** The band that a sample speaks for: other counties, another filter or other rules are another band. */
export function bandFingerprint(counties: readonly string[], filter: EntryFilter, ruleset: string): string {
  const { minScore, maxScore, differs, industry } = filter;
  const band = [[...counties].sort(), minScore ?? null, maxScore ?? null, differs ?? null, industry ?? null, ruleset];
  return createHash('sha256').update(JSON.stringify(band)).digest('hex');
}

/**
 * The candidate of an entry that bulk acceptance may take: its best one, if it would be the enterprise itself, contradicts no code, and nobody
 * else is near: no enterprise or unit of the same name, no other candidate close behind, no other enterprise that has or claims the unit.
 * @param claimed units that another enterprise has or claims
 */
export function bulkCandidate<L extends EntryLink>(open: readonly L[], claimed: ReadonlySet<number>): L | null {
  const [best, ...others] = open;
  if (!best || claimed.has(best.unitId)) return null;
  if (best.relation !== 'same' && best.relation !== 'predecessor') return null;
  if (best.evidence.some(({ field, verdict }) => verdict === 'differs' && (field === 'rivals' || field === 'creditCode'))) return null;
  return others.some(({ score }) => score >= best.score - RIVAL_MARGIN) ? null : best;
}

export interface SamplePair {
  readonly enterpriseId: number;
  readonly unitId: number;
}

export type SampleAnswer = 'same' | 'different' | 'unsure' | null;

/** What was decided on a sampled pair since it was drawn, one by one; null where nothing was. */
export function sampleAnswer({ enterpriseId, unitId }: SamplePair, since: readonly ActedChange[]): SampleAnswer {
  const about = effective(since).filter(
    (change) => change.enterpriseId === enterpriseId && (change.unitId === unitId || change.unitId === null) && change.kind !== 'bulk',
  );
  const last = about.at(-1);
  if (!last) return null;
  if (last.unitId === null) return 'unsure';
  if (last.toStatus === 'confirmed') return 'same';
  // Rejected, or put aside because another candidate is the enterprise.
  return 'different';
}
