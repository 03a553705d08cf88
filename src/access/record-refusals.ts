import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { Problem } from '../kernel/index.js';
import { AuditTrail } from './audit/audit-trail.js';
import { sessionOfRequest } from './session-request.js';

/** Records who asked for what the role does not allow. */
@Injectable()
export class RecordRefusals {
  constructor(private readonly audit: AuditTrail) {}

  /** Listens to what is answered; anything but a missing right is passed over. */
  async run({ code, details }: Problem, request: Request): Promise<void> {
    if (code !== 'right-missing') return;
    const right = typeof details['right'] === 'string' ? details['right'] : null;
    await this.audit.recordRefused(sessionOfRequest(request)?.principal ?? null, {
      action: 'right.refused',
      subject: { kind: 'route', id: right },
      reason: code,
    });
  }
}
