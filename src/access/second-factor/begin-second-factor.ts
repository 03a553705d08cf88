import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ok, Problem } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { AccessStore } from '../access.store.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { currentPasswordWrong } from '../change-password.js';
import { base32, otpauthUri, type Principal, type UserAccount } from '../domain/index.js';
import { PasswordAttempt } from '../password-attempt.js';
import { PersonalDataCipher } from '../personal-data.js';
import { RefusalPace } from '../refusal-pace.js';
import type { ActiveSession } from '../resolve-session.js';
import { SecondFactorStore } from './second-factor.store.js';

/** RFC 4226 4: 160 bits are advised. */
const SECRET_BYTES = 20;
const ISSUER = '工伤保险扩面';

export interface OfferedSecret {
  /** Base32, for typing. */
  readonly secret: string;
  /** For a QR code. */
  readonly otpauthUri: string;
}

/** Offers a secret for the authenticator app. It comes into force when a code of it is confirmed. */
@Injectable()
export class BeginSecondFactor {
  constructor(
    private readonly accounts: AccessStore,
    private readonly store: SecondFactorStore,
    private readonly attempt: PasswordAttempt,
    private readonly cipher: PersonalDataCipher,
    private readonly pace: RefusalPace,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `current-password-wrong`, `login-locked` or `second-factor-on`. `address`: see `networkOf`. */
  run({ user, principal }: ActiveSession, password: string, address: string): Promise<OfferedSecret> {
    return this.pace.hold(async () => {
      const known = await this.accounts.account(user.id);
      const offered = await this.attempt.run({ username: user.username, known, password, address }, async (account) =>
        ok(await this.offer(principal, account)),
      );
      if (offered.ok) return offered.value;
      await this.audit.recordRefused(principal, { action: 'password.refused', subject: { kind: 'user', id: user.id } });
      throw currentPasswordWrong();
    });
  }

  private async offer(principal: Principal, { id, username, secondFactorAt }: UserAccount): Promise<OfferedSecret> {
    if (secondFactorAt !== null) throw new Problem('conflict', 'second-factor-on', '已启用动态验证码；更换手机请先停用，再重新启用。');
    const secret = randomBytes(SECRET_BYTES);
    const secretSealed = this.cipher.seal(secret.toString('base64url'));
    await this.store.putFactor({ userId: id, secretSealed, lastStep: 0, createdAt: this.clock.now() });
    this.audit.record(principal, { action: 'totp.begun', subject: { kind: 'user', id } });
    return { secret: base32(secret), otpauthUri: otpauthUri(ISSUER, username, secret) };
  }
}
