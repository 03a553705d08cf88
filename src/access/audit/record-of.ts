import { maskNumbersIn } from '../../kernel/index.js';
import { currentOrigin } from '../../platform/origin/origin.js';
import {
  valuesText,
  type AuditActor,
  type AuditEntry,
  type AuditOutcome,
  type AuditRecord,
} from './domain/index.js';
import { wellFormed } from './domain/well-formed.js';

/** What the columns hold, in characters. */
const LENGTHS = { id: 64, name: 50, source: 120, address: 64, requestId: 64, session: 16, reason: 500 } as const;

/** An entry with who, when and from where; what is left out is its place in the chain. */
export type UnchainedRecord = Omit<AuditRecord, 'seq' | 'keyId' | 'mac'>;

export function recordOf(actor: AuditActor, entry: AuditEntry, outcome: AuditOutcome, at: Date): UnchainedRecord {
  const origin = currentOrigin();
  return {
    at,
    action: entry.action,
    outcome,
    subjectKind: entry.subject.kind,
    subjectId: kept(entry.subject.id, LENGTHS.id),
    countyCode: entry.county ?? null,
    userId: actor?.userId ?? null,
    userName: kept(actor?.displayName, LENGTHS.name),
    role: actor?.role ?? 'nobody',
    regionCode: actor?.regionCode ?? null,
    channel: origin.channel,
    source: kept(origin.name, LENGTHS.source) ?? '',
    address: kept(origin.address, LENGTHS.address),
    requestId: kept(origin.requestId, LENGTHS.requestId),
    session: kept(origin.session, LENGTHS.session),
    before: entry.before ? valuesText(entry.before) : null,
    after: entry.after ? valuesText(entry.after) : null,
    reason: kept(entry.reason, LENGTHS.reason),
  };
}

/** Text that every database gives back as it was: well formed, without control characters, not longer than its column. */
function kept(value: number | string | null | undefined, length: number): string | null {
  if (value === null || value === undefined) return null;
  const text = maskNumbersIn(
    wellFormed(String(value))
      .replace(/\p{Cc}+/gu, ' ')
      .trimEnd(),
  );
  return [...text].slice(0, length).join('');
}
