import type { Config } from '../platform/config/config.js';
import { PASSWORD_PROFILES, type AccountRules, type PasswordProfile } from './domain/index.js';

/** What this installation asks of accounts and sessions, from its configuration. */
export class AccessRules implements AccountRules {
  readonly profile: PasswordProfile;
  readonly unusedDays: number | null;
  readonly sessionsPerUser: number;

  constructor({
    passwordProfile,
    disableUnusedAfterDays,
    sessionsPerUser,
  }: Pick<Config, 'passwordProfile' | 'disableUnusedAfterDays' | 'sessionsPerUser'>) {
    this.profile = PASSWORD_PROFILES[passwordProfile];
    this.unusedDays = disableUnusedAfterDays === 0 ? null : disableUnusedAfterDays;
    this.sessionsPerUser = sessionsPerUser;
  }
}
