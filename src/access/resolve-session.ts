import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { DescribeUser } from './describe-user.js';
import { hasEnded, isActivityDue, Scope, type Principal, type UserAccount } from './domain/index.js';
import { hashSessionToken } from './session-token.js';
import type { UserInfo } from './user-info.js';

export interface ActiveSession {
  readonly tokenHash: string;
  readonly user: UserInfo;
  readonly principal: Principal;
}

@Injectable()
export class ResolveSession implements OnModuleDestroy {
  private readonly logger = new Logger(ResolveSession.name);
  private readonly marking = new Map<string, Promise<void>>();

  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly regions: RegionSource,
    private readonly describe: DescribeUser,
    private readonly clock: Clock,
  ) {}

  /** The session that a cookie's token stands for, with the user's rights as they are now; undefined where it has ended. */
  async run(token: string): Promise<ActiveSession | undefined> {
    const tokenHash = hashSessionToken(token);
    const now = this.clock.now();
    const session = await this.store.session(tokenHash);
    if (!session || hasEnded(session, now)) return undefined;
    const account = await this.store.account(session.userId);
    if (!account || account.disabled) return undefined;
    if (isActivityDue(session, now)) this.markSeen(tokenHash, now);
    return { tokenHash, user: await this.describe.info(account), principal: await this.principalOf(account) };
  }

  private async principalOf({ id, displayName, role, regionCode }: UserAccount): Promise<Principal> {
    return { userId: id, displayName, role, regionCode, scope: Scope.below(regionCode, await this.regions.tree()) };
  }

  /** Waits for what `run` left running, before the database closes. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.marking.values());
  }

  /** Not waited for: a request that only reads must not stand in line behind a long import. */
  private markSeen(tokenHash: string, at: Date): void {
    if (this.marking.has(tokenHash)) return;
    const marked = this.database
      .unitOfWork(() => this.store.markSeen(tokenHash, at))
      .catch(() => this.logger.warn('A session could not be marked as active; it may end early.'))
      .finally(() => this.marking.delete(tokenHash));
    this.marking.set(tokenHash, marked);
  }
}
