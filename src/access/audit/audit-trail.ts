import type { AuditActor, AuditEntry } from './domain/index.js';

/**
 * Where is written down who did what, when, from where, with the values before and after. When and from where it knows by itself: from the clock and from
 * the request, job or command (`platform/origin`).
 */
export abstract class AuditTrail {
  /**
   * Records a change in the current unit of work: it is written when the unit ends, in its transaction, and one does not happen without the other.
   * Throws outside of a unit of work.
   */
  abstract record(actor: AuditActor, entry: AuditEntry): void;

  /**
   * Records, in a transaction of its own, what was refused; throws inside a unit of work, which will be rolled back. Should it fail, that is logged:
   * the refusal stands either way.
   */
  abstract recordRefused(actor: AuditActor, entry: AuditEntry): Promise<void>;
}
