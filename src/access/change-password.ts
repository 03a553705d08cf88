import { Injectable } from '@nestjs/common';
import { ok, Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
import { refuseSamePassword } from './domain/index.js';
import { NewPassword } from './new-password.js';
import { OpenSession } from './open-session.js';
import { PasswordAttempt } from './password-attempt.js';
import { RefusalPace } from './refusal-pace.js';
import type { ActiveSession } from './resolve-session.js';

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}

@Injectable()
export class ChangePassword {
  constructor(
    private readonly store: AccessStore,
    private readonly attempt: PasswordAttempt,
    private readonly fitness: NewPassword,
    private readonly sessions: OpenSession,
    private readonly pace: RefusalPace,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Changes the user's own password, ends all sessions and opens a new one, whose token it returns. Wrong guesses count as at log-in. `address`: see `networkOf`.
   * Throws Problem `password-weak`, `password-guessable`, `password-unchanged`, `password-used-before`, `current-password-wrong` or `login-locked`.
   */
  async run({ user, principal }: ActiveSession, { current, next }: PasswordChange, address: string): Promise<string> {
    refuseSamePassword(current, next);
    const passwordHash = await this.fitness.prepare(user, next);
    const usedBefore = await this.fitness.usedBefore(user.id, next);
    return this.pace.hold(async () => {
      const known = await this.store.account(user.id);
      const changed = await this.attempt.run({ username: user.username, known, password: current, address }, async (account) => {
        // Only whoever knows the current password is told of earlier ones.
        if (usedBefore) throw usedBefore;
        await this.store.setPassword(account.id, { passwordHash, at: this.clock.now(), mustChange: false });
        await this.store.removeSessions(account.id);
        this.audit.record(principal, { action: 'password.changed', subject: { kind: 'user', id: account.id } });
        return ok(await this.sessions.run(account));
      });
      if (changed.ok) return changed.value;
      await this.audit.recordRefused(principal, { action: 'password.refused', subject: { kind: 'user', id: user.id } });
      throw currentPasswordWrong();
    });
  }
}

export const currentPasswordWrong = (): Problem => new Problem('invalid', 'current-password-wrong', '当前密码不正确，请重新输入。');
