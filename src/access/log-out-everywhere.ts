import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import type { Principal } from './domain/index.js';
import { ManagedAccount, type SeenAccount } from './managed-account.js';
import type { ActiveSession } from './resolve-session.js';
import type { UserEntry } from './user-info.js';

@Injectable()
export class LogOutEverywhere {
  constructor(
    private readonly accounts: ManagedAccount,
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** Ends all of the user's own sessions, on whatever computer; returns how many. */
  own({ user, principal }: ActiveSession): Promise<number> {
    return this.database.unitOfWork(async () => {
      const sessions = await this.store.removeSessions(user.id);
      this.audit.record(principal, { action: 'session.closed-everywhere', subject: { kind: 'user', id: user.id }, after: { sessions } });
      return sessions;
    });
  }

  /** Ends all sessions of somebody else. Throws what `ManagedAccount` throws. */
  of(principal: Principal, seen: SeenAccount): Promise<UserEntry> {
    return this.accounts.change(principal, seen, async (account) => ({
      action: 'session.closed-everywhere',
      after: { sessions: await this.store.removeSessions(account.id) },
    }));
  }
}
