import { Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import { AccessRules } from './access-rules.js';
import { disabledBecause, passwordChangeReason, passwordExpiresAt, rightsOf, type UserAccount } from './domain/index.js';
import { FailureCounts } from './failure-counts.js';
import { SecondFactorStore } from './second-factor/second-factor.store.js';
import type { UserEntry, UserInfo } from './user-info.js';

/** Says of accounts what screens show: never a hash, a secret or a code. */
@Injectable()
export class DescribeUser {
  constructor(
    private readonly secondFactors: SecondFactorStore,
    private readonly counts: FailureCounts,
    private readonly rules: AccessRules,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
  ) {}

  async info(account: UserAccount): Promise<UserInfo> {
    const city = await this.regions.cityOf(account.regionCode);
    const demanded = account.secondFactorAt === null && (await this.secondFactors.isDemanded(city, account.role));
    return this.infoOf(account, demanded);
  }

  async entry(account: UserAccount): Promise<UserEntry> {
    const [entry] = await this.entries([account]);
    if (!entry) throw new Error('One account has one entry.');
    return entry;
  }

  /** Of accounts of one city. */
  async entries(accounts: readonly UserAccount[]): Promise<UserEntry[]> {
    const [first] = accounts;
    if (!first) return [];
    const demanded = await this.secondFactors.demandedRoles(await this.regions.cityOf(first.regionCode));
    const isLocked = await this.counts.locked();
    const now = this.clock.now();
    return accounts.map((account) => ({
      ...this.infoOf(account, account.secondFactorAt === null && demanded.includes(account.role)),
      email: account.email,
      disabled: account.disabled,
      unused: disabledBecause(account, this.rules, now) === 'unused',
      locked: isLocked(account.username),
      lastActiveAt: account.lastActiveAt,
      version: account.version,
      createdAt: account.createdAt,
    }));
  }

  private infoOf(account: UserAccount, mustSetSecondFactor: boolean): UserInfo {
    const reason = passwordChangeReason(account, this.rules, this.clock.now());
    return {
      id: account.id,
      username: account.username,
      displayName: account.displayName,
      role: account.role,
      regionCode: account.regionCode,
      mustChangePassword: reason !== null,
      passwordChangeReason: reason,
      passwordExpiresAt: passwordExpiresAt(account, this.rules),
      secondFactor: account.secondFactorAt !== null,
      mustSetSecondFactor,
      rights: rightsOf(account.role),
    };
  }
}
