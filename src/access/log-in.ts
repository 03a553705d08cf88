import { Injectable } from '@nestjs/common';
import { ok, Problem, type Result } from '../kernel/index.js';
import { AccessStore } from './access.store.js';
import { actorOf } from './audit/actor-of.js';
import { AuditTrail } from './audit/audit-trail.js';
import type { AuditAction } from './audit/domain/index.js';
import { DescribeUser } from './describe-user.js';
import { foldUsername, type UserAccount } from './domain/index.js';
import { OpenSession } from './open-session.js';
import { PasswordAttempt, type AttemptRefusal } from './password-attempt.js';
import { RefusalPace } from './refusal-pace.js';
import { CheckCode } from './second-factor/check-code.js';
import type { UserInfo } from './user-info.js';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Of the authenticator app, or a recovery code; where the account has a second factor. */
  readonly code?: string | undefined;
}

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
    private readonly codes: CheckCode,
    private readonly sessions: OpenSession,
    private readonly describe: DescribeUser,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Throws Problem `login-failed`, the same for unknown users, wrong passwords and disabled accounts; `login-locked` or `address-locked`; and to whoever knows
   * the password `account-unused`, `second-factor-required` or `second-factor-wrong`. `address`: see `networkOf`.
   */
  run({ username: typed, password, code }: Credentials, address: string): Promise<OpenedSession> {
    return this.pace.hold(async () => {
      const username = foldUsername(typed);
      const known = await this.store.accountNamed(username);
      const opened = await this.attempt
        .run({ username, known, password, address }, (account) => this.open(account, code))
        .catch(async (error: unknown) => {
          await this.recordRefused(known, 'session.locked', null);
          throw error;
        });
      if (opened.ok) return opened.value;
      await this.recordRefused(known, 'session.refused', opened.error);
      throw REFUSALS[opened.error]();
    });
  }

  private async open(account: UserAccount, code: string | undefined): Promise<Result<OpenedSession, AttemptRefusal>> {
    const checked = await this.codes.run(account, code);
    if (!checked.ok) return checked;
    this.audit.record(actorOf(account), { action: 'session.opened', subject: { kind: 'user', id: account.id } });
    return ok({ token: await this.sessions.run(account), user: await this.describe.info(account) });
  }

  /** A name that is no user's is not written down: people type passwords into the wrong field. */
  private recordRefused(known: UserAccount | undefined, action: AuditAction, reason: AttemptRefusal | null): Promise<void> {
    return this.audit.recordRefused(known ? actorOf(known) : null, { action, subject: { kind: 'user', id: known?.id ?? null }, reason });
  }
}

const REFUSALS: Readonly<Record<AttemptRefusal, () => Problem>> = {
  wrong: () => new Problem('unauthenticated', 'login-failed', '用户名或密码不正确，请核对后重新输入。'),
  unused: () => new Problem('forbidden', 'account-unused', '账号太久没有登录，已自动停用，请联系系统管理员启用。'),
  'code-missing': () => new Problem('unauthenticated', 'second-factor-required', '请输入动态验证码或备用码。'),
  'code-wrong': () => new Problem('unauthenticated', 'second-factor-wrong', '动态验证码或备用码不正确或已用过，请等下一个验证码后重试。'),
};
