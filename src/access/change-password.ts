import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { AccessStore } from './access.store.js';
import { refuseSamePassword, refuseWeakPassword } from './domain/index.js';
import { PasswordAttempt } from './password-attempt.js';
import { PasswordHasher } from './password-hasher.js';
import { RefusalPace } from './refusal-pace.js';
import type { ActiveSession } from './resolve-session.js';

@Injectable()
export class ChangePassword {
  constructor(
    private readonly store: AccessStore,
    private readonly attempt: PasswordAttempt,
    private readonly hasher: PasswordHasher,
    private readonly pace: RefusalPace,
  ) {}

  /**
   * Changes the user's own password and ends all other sessions. Wrong guesses count as at log-in.
   * Throws Problem `password-weak`, `password-unchanged`, `current-password-wrong` or `login-locked`.
   */
  async run(session: ActiveSession, current: string, next: string): Promise<void> {
    refuseWeakPassword(next);
    refuseSamePassword(current, next);
    const passwordHash = await this.hasher.hash(next);
    await this.pace.hold(async () => {
      const known = await this.store.account(session.user.id);
      const changed = await this.attempt.run(known, current, async ({ id }) => {
        await this.store.setPassword(id, passwordHash);
        await this.store.removeOtherSessions(id, session.tokenHash);
      });
      if (!changed.ok) throw new Problem('invalid', 'current-password-wrong', '当前密码不正确，请重新输入。');
    });
  }
}
