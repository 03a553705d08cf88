import type { AuditAction, AuditEntry } from '../../access/index.js';
import type { ActKind } from './domain/index.js';
import type { NewChange } from './history.store.js';

const ACTIONS: Partial<Record<ActKind, AuditAction>> = { undo: 'link.undone', again: 'link.reconfirmed', bulk: 'bulk.accepted' };

/** An act on links as the audit trail holds it: the state of each pair before and after. The act itself stays in the history. */
export function auditOfAct(
  actId: number,
  { kind, note }: { readonly kind: ActKind; readonly note: string | null },
  changes: readonly NewChange[],
): AuditEntry {
  const enterprises = new Set(changes.map(({ enterpriseId }) => enterpriseId));
  const counties = new Set(changes.map(({ countyCode }) => countyCode));
  const states = (state: (change: NewChange) => string | null): string[] =>
    changes.map((change) => `${change.enterpriseId}-${change.unitId ?? ''}:${state(change) ?? ''}`);
  return {
    action: ACTIONS[kind] ?? 'link.decided',
    subject: { kind: 'enterprise', id: enterprises.size === 1 ? ([...enterprises][0] ?? null) : null },
    county: counties.size === 1 ? [...counties][0] : null,
    before: { links: states(({ fromStatus }) => fromStatus) },
    after: { act: actId, kind, changes: changes.length, links: states(({ toStatus }) => toStatus) },
    reason: note,
  };
}
