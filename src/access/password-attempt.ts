import { Injectable } from '@nestjs/common';
import { err, ok, type Result } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { AccessStore } from './access.store.js';
import { afterFailure, NO_FAILURES, refuseWhileLocked, type UserAccount } from './domain/index.js';
import { PasswordHasher } from './password-hasher.js';

/** Checks passwords and counts failures, for logging in and for changing a password alike. */
@Injectable()
export class PasswordAttempt {
  constructor(
    private readonly store: AccessStore,
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `whenRight` in the unit of work that clears the count; an unknown or disabled account is like a wrong password.
   * Throws Problem `login-locked`.
   */
  async run<T>(
    known: UserAccount | undefined,
    password: string,
    whenRight: (account: UserAccount) => Promise<T>,
  ): Promise<Result<T, 'wrong'>> {
    if (known) refuseWhileLocked(known, this.clock.now());
    const matches = await this.hasher.matches(known?.passwordHash, password);
    // A wrong password is a result, not an exception: that would roll its count back.
    return this.database.unitOfWork(() => (known ? this.settle(known, matches, whenRight) : Promise.resolve(err('wrong' as const))));
  }

  private async settle<T>(
    known: UserAccount,
    matches: boolean,
    whenRight: (account: UserAccount) => Promise<T>,
  ): Promise<Result<T, 'wrong'>> {
    // Guesses sent at once were all hashed before the first was counted: the lock is looked at again, one after the other.
    const account = await this.store.holdAccount(known.id);
    if (!account) return err('wrong');
    const now = this.clock.now();
    refuseWhileLocked(account, now);
    if (!matches || account.disabled || account.passwordHash !== known.passwordHash) {
      await this.store.setAttempts(account.id, afterFailure(account, now));
      return err('wrong');
    }
    await this.store.setAttempts(account.id, NO_FAILURES);
    return ok(await whenRight(account));
  }
}
