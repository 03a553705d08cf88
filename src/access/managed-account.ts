import { Injectable } from '@nestjs/common';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import type { AuditEntry } from './audit/domain/index.js';
import { DescribeUser } from './describe-user.js';
import { demand, type Principal, type UserAccount } from './domain/index.js';
import { sessionRequired } from './session-request.js';
import type { UserEntry } from './user-info.js';

/** Which account an administrator means, as seen. */
export interface SeenAccount {
  readonly id: number;
  readonly version: number;
}

/** What a change of an account did, for the audit trail. */
export type AccountAct = Omit<AuditEntry, 'subject' | 'county'>;

/** What all changes to somebody else's account have in common. */
@Injectable()
export class ManagedAccount {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly describe: DescribeUser,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Runs `change` on an account, and records it, of the administrator's own city or county in one unit of work; changes of accounts follow each other in all processes. Throws Problem
   * `right-missing`, `not-found` or `stale-version`.
   */
  async change(
    principal: Principal,
    { id, version }: SeenAccount,
    change: (account: UserAccount, now: Date) => Promise<AccountAct>,
  ): Promise<UserEntry> {
    demand(principal, 'users.manage');
    return this.database.unitOfWork(async () => {
      await this.refuseDisabledActor(principal);
      const account = await this.store.holdAccount(id);
      if (!account || !principal.scope.holds(account.regionCode)) throw notFound('该用户');
      if (account.version !== version) throw staleVersion('该用户', { version: account.version });
      const act = await change(account, this.clock.now());
      this.audit.record(principal, { ...act, subject: { kind: 'user', id } });
      return this.describe.entry((await this.store.account(id)) ?? account);
    }, 'accounts');
  }

  /** Two administrators who disable each other at the same moment must not both succeed. */
  private async refuseDisabledActor({ userId }: Principal): Promise<void> {
    if (userId === null) return;
    const actor = await this.store.account(userId);
    if (!actor || actor.disabled) throw sessionRequired();
  }
}

/** What would shut the administrator out is for another one to do. Throws Problem `own-account`. */
export function refuseOwnAccount({ userId }: Principal, { id }: UserAccount): void {
  if (userId !== id) return;
  throw new Problem('conflict', 'own-account', '不能对自己的账号做此操作，请由另一位系统管理员办理；修改自己的密码请用“修改密码”。');
}
