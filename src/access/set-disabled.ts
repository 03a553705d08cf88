import { Injectable } from '@nestjs/common';
import { AccessStore } from './access.store.js';
import type { Principal } from './domain/index.js';
import { ManagedAccount, refuseOwnAccount, type SeenAccount } from './managed-account.js';
import type { UserEntry } from './user-info.js';

/** GB/T 22239-2019 8.1.4.2 c): accounts that are not needed are stopped. They are never deleted: what they did stays theirs. */
@Injectable()
export class SetDisabled {
  constructor(
    private readonly accounts: ManagedAccount,
    private readonly store: AccessStore,
  ) {}

  /** Ends all sessions at once. Throws what `ManagedAccount` throws, and Problem `own-account`. */
  disable(principal: Principal, seen: SeenAccount): Promise<UserEntry> {
    return this.accounts.change(principal, seen, async (account, now) => {
      refuseOwnAccount(principal, account);
      await this.store.setDisabled(account.id, true, now);
      await this.store.removeSessions(account.id);
      return { action: 'user.disabled' };
    });
  }

  /** Also of an account that was not used for long. Throws what `ManagedAccount` throws. */
  enable(principal: Principal, seen: SeenAccount): Promise<UserEntry> {
    return this.accounts.change(principal, seen, async (account, now) => {
      await this.store.setDisabled(account.id, false, now);
      return { action: 'user.enabled' };
    });
  }
}
