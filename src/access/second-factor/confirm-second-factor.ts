import { Injectable } from '@nestjs/common';
import { Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { AccessStore } from '../access.store.js';
import { AuditTrail } from '../audit/audit-trail.js';
import type { ActiveSession } from '../resolve-session.js';
import { CheckCode } from './check-code.js';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { SecondFactorStore } from './second-factor.store.js';

/** Brings an offered secret into force, once the app has shown that it knows it. */
@Injectable()
export class ConfirmSecondFactor {
  constructor(
    private readonly accounts: AccessStore,
    private readonly store: SecondFactorStore,
    private readonly codes: CheckCode,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Returns the recovery codes, which are shown this once. Throws Problem `second-factor-on`, `second-factor-not-begun` or `second-factor-wrong`. */
  run({ user, principal }: ActiveSession, code: string): Promise<readonly string[]> {
    return this.database.unitOfWork(async () => {
      const account = await this.accounts.holdAccount(user.id);
      if (account?.secondFactorAt !== null) throw new Problem('conflict', 'second-factor-on', '已启用动态验证码，无须再次确认。');
      if (!(await this.store.factor(user.id)))
        throw new Problem('conflict', 'second-factor-not-begun', '尚未生成动态验证码密钥，请先开始启用。');
      if (!(await this.codes.useStep(user.id, code.normalize('NFKC').replace(/\s/g, ''))))
        throw new Problem('invalid', 'second-factor-wrong', '动态验证码不正确，请核对手机时间后输入最新的 6 位验证码。');
      const recoveryCodes = newRecoveryCodes();
      await this.store.putRecoveryCodes(user.id, recoveryCodes.map(hashRecoveryCode));
      await this.accounts.setSecondFactorAt(user.id, this.clock.now());
      this.audit.record(principal, { action: 'totp.enabled', subject: { kind: 'user', id: user.id } });
      return recoveryCodes;
    });
  }
}
