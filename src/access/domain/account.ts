import type { PasswordProfile } from './password-profile.js';
import type { UserRole } from './principal.js';

const DAY = 86_400_000;

export interface UserAccount {
  readonly id: number;
  /** Lower case, see `readUsername`. */
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string;
  /** When the password was set last; null: with the account. */
  readonly passwordSetAt: Date | null;
  readonly role: UserRole;
  readonly regionCode: string;
  /** Where reminders go; null: none is known. */
  readonly email: string | null;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  /** The last log-in or enabling; null: none since the account was made. */
  readonly lastActiveAt: Date | null;
  /** Since when a second factor is asked for at log-in; null: it is not. */
  readonly secondFactorAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}

export type NewAccount = Omit<UserAccount, 'id'>;

type AccountBasics = Pick<UserAccount, 'username' | 'displayName' | 'passwordHash' | 'role' | 'regionCode' | 'createdAt'> &
  Partial<Pick<UserAccount, 'email'>>;

/** An account as it begins: its first password is known to somebody else and has to be changed. */
export const newAccount = ({ email = null, ...basics }: AccountBasics): NewAccount => ({
  ...basics,
  email,
  passwordSetAt: null,
  mustChangePassword: true,
  disabled: false,
  lastActiveAt: null,
  secondFactorAt: null,
  version: 1,
});

/** What an installation asks of its accounts. */
export interface AccountRules {
  readonly profile: PasswordProfile;
  /** After so many days without a log-in an account counts as disabled; null: never. GB/T 22239-2019 8.1.4.2 c): 多余、过期账户 are stopped. */
  readonly unusedDays: number | null;
}

/** Why nobody gets in with an account; undefined where somebody does. */
export type DisabledBecause = 'administrator' | 'unused';

export function disabledBecause(account: UserAccount, { unusedDays }: AccountRules, now: Date): DisabledBecause | undefined {
  if (account.disabled) return 'administrator';
  if (unusedDays === null) return undefined;
  const since = account.lastActiveAt ?? account.createdAt;
  return now.getTime() - since.getTime() >= unusedDays * DAY ? 'unused' : undefined;
}

/** When the password is too old; null where the profile lets it grow old. */
export function passwordExpiresAt({ passwordSetAt, createdAt }: UserAccount, { profile }: AccountRules): Date | null {
  if (profile.maxAgeDays === null) return null;
  return new Date((passwordSetAt ?? createdAt).getTime() + profile.maxAgeDays * DAY);
}

/** `first`: somebody else knows the password; `expired`: it is too old. */
export type PasswordChangeReason = 'first' | 'expired';

export function passwordChangeReason(account: UserAccount, rules: AccountRules, now: Date): PasswordChangeReason | null {
  if (account.mustChangePassword) return 'first';
  const expiry = passwordExpiresAt(account, rules);
  return expiry !== null && now >= expiry ? 'expired' : null;
}
