import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { RegionSource } from '../geography/index.js';
import { AccessStore } from './access.store.js';
import { refuseUnfitRegion, type Principal, type UserRole } from './domain/index.js';
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
    const regions = await this.regions.tree();
    refuseUnfitRegion(role, regionCode, regions);
    if (!regions.contains(principal.regionCode, regionCode))
      throw new Problem('invalid', 'region-unknown', '所选地区不存在，请从地区列表中选择。', { regionCode });
    return this.accounts.change(principal, seen, async (account) => {
      refuseOwnAccount(principal, account);
      await this.store.setRole(account.id, role, regionCode);
      await this.store.removeSessions(account.id);
    });
  }
}
