import { Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/index.js';
import { AccessStore } from '../access.store.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { currentPasswordWrong } from '../change-password.js';
import type { Principal } from '../domain/index.js';
import { ManagedAccount, refuseOwnAccount, type SeenAccount } from '../managed-account.js';
import { PasswordAttempt } from '../password-attempt.js';
import { RefusalPace } from '../refusal-pace.js';
import type { ActiveSession } from '../resolve-session.js';
import type { UserEntry } from '../user-info.js';
import { CheckCode } from './check-code.js';
import { SecondFactorStore } from './second-factor.store.js';

export interface Proof {
  readonly password: string;
  /** Of the app, or a recovery code. */
  readonly code: string;
}

@Injectable()
export class RemoveSecondFactor {
  constructor(
    private readonly accounts: AccessStore,
    private readonly store: SecondFactorStore,
    private readonly managed: ManagedAccount,
    private readonly attempt: PasswordAttempt,
    private readonly codes: CheckCode,
    private readonly pace: RefusalPace,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The user's own, say for a new phone; where the role has to have one, it has to be set up again at once. Throws Problem `current-password-wrong`,
   * `second-factor-wrong` or `login-locked`. `address`: see `networkOf`.
   */
  own({ user, principal }: ActiveSession, { password, code }: Proof, address: string): Promise<void> {
    return this.pace.hold(async () => {
      const known = await this.accounts.account(user.id);
      const removed = await this.attempt.run({ username: user.username, known, password, address }, async (account) => {
        const checked = await this.codes.run(account, code);
        if (!checked.ok) return checked;
        await this.remove(account.id);
        this.audit.record(principal, { action: 'totp.disabled', subject: { kind: 'user', id: account.id } });
        return checked;
      });
      if (removed.ok) return;
      await this.audit.recordRefused(principal, { action: 'totp.refused', subject: { kind: 'user', id: user.id }, reason: removed.error });
      if (removed.error === 'wrong') throw currentPasswordWrong();
      throw new Problem('invalid', 'second-factor-wrong', '动态验证码或备用码不正确或已用过，请等下一个验证码后重试。');
    });
  }

  /** Somebody else's, whose phone and recovery codes are gone; ends all sessions. Throws what `ManagedAccount` throws, and Problem `own-account`. */
  of(principal: Principal, seen: SeenAccount): Promise<UserEntry> {
    return this.managed.change(principal, seen, async (account) => {
      refuseOwnAccount(principal, account);
      await this.remove(account.id);
      await this.accounts.removeSessions(account.id);
      return { action: 'totp.disabled' };
    });
  }

  private async remove(userId: number): Promise<void> {
    await this.store.removeFactor(userId);
    await this.accounts.setSecondFactorAt(userId, null);
  }
}
