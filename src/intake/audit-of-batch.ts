import type { AuditAction, AuditEntry } from '../access/index.js';
import type { ImportBatch } from './domain/index.js';

/** What an entry of the audit trail says of its batch. */
export const aboutBatch = (
  action: AuditAction,
  { id, countyCode, countyCodes }: ImportBatch,
): Pick<AuditEntry, 'action' | 'subject' | 'county'> => ({
  action,
  subject: { kind: 'batch', id },
  county: countyCode ?? (countyCodes.length === 1 ? countyCodes[0] : null),
});
