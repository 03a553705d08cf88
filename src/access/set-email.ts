import { Injectable } from '@nestjs/common';
import { notFound, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import { maskEmail } from './audit/domain/index.js';
import { demand, readEmail, type Principal } from './domain/index.js';
import { userEntry, type UserEntry } from './user-info.js';

/** An administrator says where a user's reminders go. */
@Injectable()
export class SetEmail {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Null or nothing typed: no address. Throws Problem `right-missing`, `email-malformed`, `not-found` or `stale-version`. */
  async run(principal: Principal, id: number, typed: string | null, version: number): Promise<UserEntry> {
    demand(principal, 'users.manage');
    const email = readEmail(typed);
    return this.database.unitOfWork(async () => {
      const before = (await this.store.account(id))?.email ?? null;
      const changed = await this.store.setEmail(id, email, version);
      const account = await this.store.account(id);
      if (!account) throw notFound('该用户');
      if (!changed) throw staleVersion('该用户', { version: account.version });
      this.audit.record(principal, {
        action: 'user.email-changed',
        subject: { kind: 'user', id },
        before: { email: before && maskEmail(before) },
        after: { email: email && maskEmail(email) },
      });
      return userEntry(account, this.clock.now());
    });
  }
}
