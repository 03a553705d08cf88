import type { AuditEntry, AuditValues } from '../audit/domain/index.js';

/** What the audit trail says of an act on the keys: their ids, never a secret. */
export const keyAct = (after: AuditValues): AuditEntry => ({
  action: 'personal.keys-rotated',
  subject: { kind: 'installation', id: null },
  after,
});
