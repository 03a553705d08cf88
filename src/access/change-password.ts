import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { AccessStore } from './access.store.js';
import { AuditTrail } from './audit/audit-trail.js';
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
    private readonly audit: AuditTrail,
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
        this.audit.record(session.principal, { action: 'password.changed', subject: { kind: 'user', id } });
      });
      if (changed.ok) return;
      await this.audit.recordRefused(session.principal, { action: 'password.refused', subject: { kind: 'user', id: session.user.id } });
      throw new Problem('invalid', 'current-password-wrong', '当前密码不正确，请重新输入。');
    });
  }
}
