import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { RegionSource } from '../geography/index.js';
import { AccessRules } from './access-rules.js';
import { AccessStore } from './access.store.js';
import { commonPasswords } from './common-passwords.js';
import { ownWords, refuseGuessable, refuseWeakPassword } from './domain/index.js';
import { PasswordHasher } from './password-hasher.js';
import type { UserInfo } from './user-info.js';

/** Holds a password that a user chooses to the rules of the installation. */
@Injectable()
export class NewPassword {
  constructor(
    private readonly store: AccessStore,
    private readonly hasher: PasswordHasher,
    private readonly regions: RegionSource,
    private readonly rules: AccessRules,
  ) {}

  /** Returns its hash. Throws Problem `password-weak` or `password-guessable`. */
  async prepare(user: Pick<UserInfo, 'username' | 'displayName'>, typed: string): Promise<string> {
    refuseWeakPassword(typed, this.rules.profile);
    refuseGuessable(typed, { common: commonPasswords(), own: ownWords(user, await this.regions.tree()) });
    return this.hasher.hash(typed);
  }

  /** Problem `password-used-before`, for whoever has shown to know the current password; undefined where it was not. */
  async usedBefore(userId: number, typed: string): Promise<Problem | undefined> {
    const { remembered } = this.rules.profile;
    for (const passwordHash of await this.store.rememberedPasswords(userId, remembered)) {
      if (!(await this.hasher.matches(passwordHash, typed))) continue;
      return new Problem('invalid', 'password-used-before', `新密码不能与最近 ${remembered} 次用过的密码相同，请重新设置。`);
    }
    return undefined;
  }
}
