import { Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { AccessStore } from './access.store.js';
import { refuseUnfitRegion, regionUnknown, type Principal, type UserRole } from './domain/index.js';
import { ManagedAccount, refuseOwnAccount, type SeenAccount } from './managed-account.js';
import type { UserEntry } from './user-info.js';

export interface Position {
  readonly role: UserRole;
  readonly regionCode: string;
}

@Injectable()
export class ChangeRole {
  constructor(
    private readonly accounts: ManagedAccount,
    private readonly store: AccessStore,
    private readonly regions: RegionSource,
  ) {}

  /**
   * Gives a user another role or region, within the administrator's own, and ends all sessions. Throws what `ManagedAccount` throws, and Problem `own-account`,
   * `region-unknown` or `region-unfit`.
   */
  async run(principal: Principal, seen: SeenAccount, { role, regionCode }: Position): Promise<UserEntry> {
    if (!principal.scope.holds(regionCode)) throw regionUnknown(regionCode);
    refuseUnfitRegion(role, regionCode, await this.regions.tree());
    return this.accounts.change(principal, seen, async (account) => {
      refuseOwnAccount(principal, account);
      await this.store.setRole(account.id, role, regionCode);
      await this.store.removeSessions(account.id);
      return { action: 'user.changed', before: { role: account.role, regionCode: account.regionCode }, after: { role, regionCode } };
    });
  }
}
