import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { AuditTrail } from './audit-trail.js';
import type { AuditActor, AuditEntry } from './domain/index.js';

/** Writes down that somebody takes a file away that shows nobody's personal data in the clear. */
@Injectable()
export class RecordExport {
  constructor(
    private readonly trail: AuditTrail,
    private readonly database: Database,
  ) {}

  run(actor: AuditActor, taken: Omit<AuditEntry, 'action'>): Promise<void> {
    return this.database.unitOfWork(async () => this.trail.record(actor, { ...taken, action: 'data.exported' }));
  }
}
