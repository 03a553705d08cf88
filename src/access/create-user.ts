import { Injectable } from '@nestjs/common';
import { maskEmail, Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { RegionSource } from '../geography/index.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import { DescribeUser } from './describe-user.js';
import {
  demand,
  newAccount,
  readEmail,
  readUsername,
  refuseUnfitRegion,
  regionUnknown,
  type NewAccount,
  type Principal,
  type UserAccount,
  type UserRole,
} from './domain/index.js';
import { initialPassword } from './initial-password.js';
import { PasswordHasher } from './password-hasher.js';
import type { UserEntry } from './user-info.js';

export interface NewUser {
  readonly username: string;
  readonly displayName: string;
  readonly role: UserRole;
  readonly regionCode: string;
  /** Where reminders go. */
  readonly email?: string | null | undefined;
}

export interface CreatedUser {
  readonly user: UserEntry;
  /** Shown once, to be handed to the user, who has to change it. */
  readonly initialPassword: string;
}

@Injectable()
export class CreateUser {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly regions: RegionSource,
    private readonly describe: DescribeUser,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `right-missing`, `username-malformed`, `username-taken`, `email-malformed`, `region-unknown` or `region-unfit`. */
  async run(
    principal: Principal,
    { username: typed, displayName, role, regionCode, email: typedEmail = null }: NewUser,
  ): Promise<CreatedUser> {
    demand(principal, 'users.manage');
    const username = readUsername(typed);
    const email = readEmail(typedEmail);
    if (!principal.scope.holds(regionCode)) throw regionUnknown(regionCode);
    refuseUnfitRegion(role, regionCode, await this.regions.tree());
    const password = initialPassword();
    const passwordHash = await this.hasher.hash(password);
    const createdAt = this.clock.now();
    const account = await this.add(
      principal,
      newAccount({ username, displayName: displayName.trim(), passwordHash, role, regionCode, email, createdAt }),
    );
    return { user: await this.describe.entry(account), initialPassword: password };
  }

  private async add(principal: Principal, account: NewAccount): Promise<UserAccount> {
    try {
      return await this.database.unitOfWork(async () => {
        const added = await this.store.addAccount(account);
        const { id, username, role, regionCode, email } = added;
        this.audit.record(principal, {
          action: 'user.created',
          subject: { kind: 'user', id },
          after: { username, role, regionCode, email: email && maskEmail(email) },
        });
        return added;
      });
    } catch (error) {
      if (!(await this.store.accountNamed(account.username))) throw error;
      throw new Problem('conflict', 'username-taken', '该用户名已被使用，请换一个。');
    }
  }
}
