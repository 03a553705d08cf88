import { Injectable } from '@nestjs/common';
import { err, ok, type Result } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { stepOfCode, type UserAccount } from '../domain/index.js';
import { PersonalDataCipher } from '../personal-data.js';
import { hashRecoveryCode } from './recovery-codes.js';
import { SecondFactorStore } from './second-factor.store.js';

const SIX_DIGITS = /^\d{6}$/;

/** Checks the second factor of whoever knows the password; needs the unit of work that holds the account, so that no code counts twice. */
@Injectable()
export class CheckCode {
  constructor(
    private readonly store: SecondFactorStore,
    private readonly cipher: PersonalDataCipher,
    private readonly clock: Clock,
  ) {}

  /** `typed`: a code of the app, or a recovery code, which is used up. */
  async run({ id, secondFactorAt }: UserAccount, typed: string | undefined): Promise<Result<void, 'code-missing' | 'code-wrong'>> {
    if (secondFactorAt === null) return ok(undefined);
    const code = (typed ?? '').normalize('NFKC').replace(/\s/g, '');
    if (code === '') return err('code-missing');
    const right = SIX_DIGITS.test(code) ? await this.useStep(id, code) : await this.store.useRecoveryCode(id, hashRecoveryCode(code));
    return right ? ok(undefined) : err('code-wrong');
  }

  /** Also for confirming a secret that is not in force yet. */
  async useStep(userId: number, code: string): Promise<boolean> {
    const factor = await this.store.factor(userId);
    if (!factor) return false;
    const secret = Buffer.from(this.cipher.open(factor.secretSealed), 'base64url');
    const step = stepOfCode(secret, code, this.clock.now(), factor.lastStep);
    if (step === undefined) return false;
    await this.store.setLastStep(userId, step);
    return true;
  }
}
