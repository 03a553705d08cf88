import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { actorOf } from './audit/actor-of.js';
import { AuditTrail } from './audit/audit-trail.js';
import { hashSessionToken } from './session-token.js';

@Injectable()
export class LogOut {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** Ends the session of this token; one that has already ended is as good as logged out. */
  async run(token: string): Promise<void> {
    const tokenHash = hashSessionToken(token);
    await this.database.unitOfWork(async () => {
      const session = await this.store.session(tokenHash);
      const account = session && (await this.store.account(session.userId));
      await this.store.removeSession(tokenHash);
      if (account) this.audit.record(actorOf(account), { action: 'session.closed', subject: { kind: 'user', id: account.id } });
    });
  }
}
