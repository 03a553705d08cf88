import { AuditTrail } from '../audit-trail.js';
import type { AuditActor, AuditEntry } from '../domain/index.js';

/** Remembers what a use case recorded, for unit specs. */
export class RememberedAudit extends AuditTrail {
  readonly recorded: { readonly actor: AuditActor; readonly entry: AuditEntry }[] = [];
  readonly refused: { readonly actor: AuditActor; readonly entry: AuditEntry }[] = [];

  record(actor: AuditActor, entry: AuditEntry): void {
    this.recorded.push({ actor, entry });
  }

  async recordRefused(actor: AuditActor, entry: AuditEntry): Promise<void> {
    this.refused.push({ actor, entry });
  }
}
