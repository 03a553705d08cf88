import { Injectable } from '@nestjs/common';
import { err, type Result } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessRules } from './access-rules.js';
import { AccessStore } from './access.store.js';
import { disabledBecause, type UserAccount } from './domain/index.js';
import { FailureCounts } from './failure-counts.js';
import type { Attempter } from './log-in-limit.store.js';
import { PasswordHasher } from './password-hasher.js';

/** `unused` and `code-missing`: the password was right, and nothing is counted. */
export type AttemptRefusal = 'wrong' | 'unused' | 'code-missing' | 'code-wrong';

export interface PasswordTry {
  readonly username: string;
  /** Undefined: there is no such user. */
  readonly known: UserAccount | undefined;
  readonly password: string;
  /** See `networkOf`. */
  readonly address: string;
}

type WhenRight<T> = (account: UserAccount) => Promise<Result<T, AttemptRefusal>>;

/** Checks passwords and counts failures, for logging in and for whatever else asks for the password. */
@Injectable()
export class PasswordAttempt {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly counts: FailureCounts,
    private readonly rules: AccessRules,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `whenRight` in the unit of work that settles the counts; an unknown or disabled account is like a wrong password.
   * Throws Problem `login-locked` or `address-locked`.
   */
  async run<T>({ username, known, password, address }: PasswordTry, whenRight: WhenRight<T>): Promise<Result<T, AttemptRefusal>> {
    const attempter = this.counts.attempter(username, address);
    await this.counts.standing(attempter, known?.id);
    const matches = await this.hasher.matches(known?.passwordHash, password);
    // A wrong password is a result, not an exception: that would roll its count back.
    return this.database.unitOfWork(() => this.settle(attempter, known, matches, whenRight), 'log-in');
  }

  private async settle<T>(
    attempter: Attempter,
    known: UserAccount | undefined,
    matches: boolean,
    whenRight: WhenRight<T>,
  ): Promise<Result<T, AttemptRefusal>> {
    // Guesses sent at once were all hashed before the first was counted: the lock is looked at again, one after the other.
    const account = known && (await this.store.holdAccount(known.id));
    const standing = await this.counts.standing(attempter, account?.id);
    const right = account && matches && !account.disabled && account.passwordHash === known.passwordHash ? account : undefined;
    const outcome = right ? await this.unlessUnused(right, whenRight) : err('wrong' as const);
    if (outcome.ok) await this.counts.succeed(attempter, standing, right?.id ?? 0);
    else if (outcome.error === 'wrong' || outcome.error === 'code-wrong') await this.counts.fail(attempter, standing);
    return outcome;
  }

  private async unlessUnused<T>(account: UserAccount, whenRight: WhenRight<T>): Promise<Result<T, AttemptRefusal>> {
    return disabledBecause(account, this.rules, this.clock.now()) === 'unused' ? err('unused') : whenRight(account);
  }
}
