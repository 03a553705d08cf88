import { Injectable } from '@nestjs/common';
import { AccessStore } from './access.store.js';
import type { CreatedUser } from './create-user.js';
import type { Principal } from './domain/index.js';
import { FailureCounts } from './failure-counts.js';
import { initialPassword } from './initial-password.js';
import { ManagedAccount, refuseOwnAccount, type SeenAccount } from './managed-account.js';
import { PasswordHasher } from './password-hasher.js';

/** For a user who has forgotten the password: a random one, shown once, that has to be changed. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly accounts: ManagedAccount,
    private readonly store: AccessStore,
    private readonly hasher: PasswordHasher,
    private readonly counts: FailureCounts,
  ) {}

  /** Ends all sessions and every lock of the account. Throws what `ManagedAccount` throws, and Problem `own-account`. */
  async run(principal: Principal, seen: SeenAccount): Promise<CreatedUser> {
    const password = initialPassword();
    const passwordHash = await this.hasher.hash(password);
    const user = await this.accounts.change(principal, seen, async (account, at) => {
      refuseOwnAccount(principal, account);
      await this.store.setPassword(account.id, { passwordHash, at, mustChange: true });
      await this.store.removeSessions(account.id);
      await this.counts.forget(account.username);
      return { action: 'user.password-reset' };
    });
    return { user, initialPassword: password };
  }
}
