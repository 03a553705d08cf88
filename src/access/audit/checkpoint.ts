import { GENESIS, type AuditHead, type AuditRecord, type AuditValues } from './domain/index.js';

/** What a purge leaves behind in the trail itself, chained like all else: the last entry that went, with its code. */
export const checkpointValues = ({ seq, mac }: AuditHead, before: Date): AuditValues => ({
  upTo: seq,
  code: mac,
  before: before.toISOString(),
});

/**
 * Where a walk begins: behind the last purge, else before the first entry. A checkpoint that somebody has forged or changed does not fit the chain, which tells
 * when the walk comes to it.
 */
export function startOfWalk(purged: AuditRecord | undefined): AuditHead {
  if (!purged) return GENESIS;
  const { upTo, code } = JSON.parse(purged.after ?? '{}') as { readonly upTo?: unknown; readonly code?: unknown };
  return typeof upTo === 'number' && typeof code === 'string' ? { seq: upTo, mac: code } : GENESIS;
}
