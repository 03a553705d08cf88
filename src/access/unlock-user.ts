import { Injectable } from '@nestjs/common';
import type { Principal } from './domain/index.js';
import { FailureCounts } from './failure-counts.js';
import { ManagedAccount, type SeenAccount } from './managed-account.js';
import type { UserEntry } from './user-info.js';

/** Lets a user who was locked out try again at once. */
@Injectable()
export class UnlockUser {
  constructor(
    private readonly accounts: ManagedAccount,
    private readonly counts: FailureCounts,
  ) {}

  /** Throws what `ManagedAccount` throws. */
  run(principal: Principal, seen: SeenAccount): Promise<UserEntry> {
    return this.accounts.change(principal, seen, async ({ username }) => {
      await this.counts.forget(username);
      return { action: 'user.unlocked' };
    });
  }
}
