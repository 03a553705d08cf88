import { Injectable } from '@nestjs/common';
import { maskEmail, notFound, staleVersion } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import { DescribeUser } from './describe-user.js';
import { demand, readEmail, type Principal } from './domain/index.js';
import type { UserEntry } from './user-info.js';

/** An administrator says where a user's reminders go. */
@Injectable()
export class SetEmail {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly describe: DescribeUser,
    private readonly audit: AuditTrail,
  ) {}

  /** Null or nothing typed: no address. Throws Problem `right-missing`, `email-malformed`, `not-found` or `stale-version`. */
  async run(principal: Principal, id: number, typed: string | null, version: number): Promise<UserEntry> {
    demand(principal, 'users.manage');
    const email = readEmail(typed);
    return this.database.unitOfWork(async () => {
      const before = await this.store.accountWithin(id, principal.scope);
      if (!before) throw notFound('该用户');
      const changed = await this.store.setEmail(id, email, version);
      const account = await this.store.account(id);
      if (!account) throw notFound('该用户');
      if (!changed) throw staleVersion('该用户', { version: account.version });
      this.audit.record(principal, {
        action: 'user.email-changed',
        subject: { kind: 'user', id },
        before: { email: before.email && maskEmail(before.email) },
        after: { email: email && maskEmail(email) },
      });
      return this.describe.entry(account);
    });
  }
}
