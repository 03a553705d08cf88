import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { AccessStore } from './access.store.js';
import { actorOf } from './audit/actor-of.js';
import { AuditTrail } from './audit/audit-trail.js';
import { foldUsername, newSession, type UserAccount } from './domain/index.js';
import { PasswordAttempt } from './password-attempt.js';
import { RefusalPace } from './refusal-pace.js';
import { hashSessionToken, newSessionToken } from './session-token.js';
import { userInfo, type UserInfo } from './user-info.js';

export interface OpenedSession {
  /** For the browser's cookie; kept nowhere else. */
  readonly token: string;
  readonly user: UserInfo;
}

@Injectable()
export class LogIn {
  constructor(
    private readonly store: AccessStore,
    private readonly attempt: PasswordAttempt,
    private readonly pace: RefusalPace,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `login-failed`, the same for unknown users, wrong passwords and disabled accounts, or `login-locked`. */
  run(username: string, password: string): Promise<OpenedSession> {
    return this.pace.hold(async () => {
      const known = await this.store.accountNamed(foldUsername(username));
      const opened = await this.attempt
        .run(known, password, (account) => this.open(account))
        .catch(async (error: unknown) => {
          await this.recordRefused(known, 'session.locked');
          throw error;
        });
      if (opened.ok) return opened.value;
      await this.recordRefused(known, 'session.refused');
      throw new Problem('unauthenticated', 'login-failed', '用户名或密码不正确，请核对后重新输入。');
    });
  }

  private async open(account: UserAccount): Promise<OpenedSession> {
    const now = this.clock.now();
    const token = newSessionToken();
    await this.store.removeEndedSessions(now);
    await this.store.addSession(newSession(account.id, hashSessionToken(token), now));
    this.audit.record(actorOf(account), { action: 'session.opened', subject: { kind: 'user', id: account.id } });
    return { token, user: userInfo(account) };
  }

  /** A name that is no user's is not written down: people type passwords into the wrong field. */
  private recordRefused(known: UserAccount | undefined, action: 'session.refused' | 'session.locked'): Promise<void> {
    return this.audit.recordRefused(known ? actorOf(known) : null, { action, subject: { kind: 'user', id: known?.id ?? null } });
  }
}
