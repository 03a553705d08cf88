import { createHash } from 'node:crypto';
import type { Evidence, EvidenceField } from '../../domain/index.js';
import type { LinkStatus } from '../../link-status.js';
import { lastAct, type ActedChange } from './act.js';

/** A link as far as an entry of the queue looks at it. */
export interface EntryLink {
  readonly unitId: number;
  readonly status: LinkStatus;
  readonly relation: string;
  readonly score: number;
  readonly rank: number;
  readonly evidence: readonly Evidence[];
  readonly decidedAt: Date | null;
}

/** open: nobody has said anything; unsure: somebody could not decide; decided-before: an earlier decision on the same names and codes can be confirmed. */
export const ENTRY_STATES = ['open', 'unsure', 'decided-before', 'decided', 'automatic'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** Candidates shown of an entry: as many as there are digit keys. */
export const SHOWN_CANDIDATES = 9;

/** Candidates that wait for a person, best first. A unit that a person has given to another enterprise is no question any more. */
export function openCandidates<L extends EntryLink>(links: readonly L[], givenElsewhere: ReadonlySet<number>): L[] {
  return links
    .filter(({ status, unitId }) => status === 'review' && !givenElsewhere.has(unitId))
    .sort((a, b) => a.rank - b.rank || a.unitId - b.unitId);
}

/** Fields in which a candidate's two sides contradict each other. */
export const differingFields = ({ evidence }: Pick<EntryLink, 'evidence'>): EvidenceField[] => [
  ...new Set(evidence.filter(({ verdict }) => verdict === 'differs').map(({ field }) => field)),
];

/** What the queue knows of an entry before it knows what names it has. */
export interface EntryFacts {
  readonly links: readonly EntryLink[];
  readonly open: readonly EntryLink[];
  readonly changes: readonly ActedChange[];
  /** Some open candidate was decided earlier, on the same names and codes. */
  readonly decidedBefore: boolean;
}

export function stateOf({ links, open, changes, decidedBefore }: EntryFacts): EntryState {
  if (open.length === 0) return links.some(({ decidedAt }) => decidedAt !== null) ? 'decided' : 'automatic';
  if (lastAct(changes).some(({ kind }) => kind === 'unsure')) return 'unsure';
  return decidedBefore ? 'decided-before' : 'open';
}

/**
 * Names what a reviewer has seen of an entry: candidates, their status, and the last act. Two people who decide different candidates of one
 * enterprise thus meet; a matching run that finds the same again does not stand between.
 */
export function entryVersion(links: readonly EntryLink[], changes: readonly ActedChange[]): string {
  const seen = links.map(({ unitId, status, decidedAt }) => `${unitId} ${status} ${decidedAt?.toISOString() ?? ''}`).sort();
  const last = changes.reduce((newest, { id }) => Math.max(newest, id), 0);
  return createHash('sha256')
    .update(JSON.stringify([last, seen]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * Candidates that a confirmed one answers: once a unit is known to be the enterprise itself, only exact names stay open, which may be its
 * branches and projects. The next matching run would leave them out as well.
 */
export function answeredBy<L extends EntryLink>(confirmed: L, open: readonly L[]): L[] {
  if (confirmed.relation === 'branch' || confirmed.relation === 'project') return [];
  return open.filter((candidate) => candidate.unitId !== confirmed.unitId && !isExact(candidate));
}

function isExact({ evidence }: EntryLink): boolean {
  const agrees = (field: EvidenceField): boolean => evidence.some((entry) => entry.field === field && entry.verdict === 'agrees');
  const differs = (field: EvidenceField): boolean => evidence.some((entry) => entry.field === field && entry.verdict === 'differs');
  return agrees('creditCode') || (agrees('name') && !differs('tradeWords') && !differs('form'));
}
