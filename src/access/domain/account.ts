import { Problem } from '../../kernel/index.js';
import type { UserRole } from './principal.js';

/** Failures in a row after which an account locks. GB/T 22239-2019 8.1.4.1 b) asks for a limit; the number is common practice. */
export const MAX_FAILED_ATTEMPTS = 5;
/** How long a locked account stays locked. Same clause; a county clerk is back at work within a quarter of an hour. */
export const LOCK_MINUTES = 15;

const MINUTE = 60_000;

export interface Attempts {
  /** Failures in a row since the last success or lock. */
  readonly failedAttempts: number;
  readonly lockedUntil: Date | null;
}

export interface UserAccount extends Attempts {
  readonly id: number;
  /** Lower case, see `readUsername`. */
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly role: UserRole;
  readonly regionCode: string;
  /** Where reminders go; null: none is known. */
  readonly email: string | null;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

export type NewAccount = Omit<UserAccount, 'id'>;

type AccountBasics = Pick<UserAccount, 'username' | 'displayName' | 'passwordHash' | 'role' | 'regionCode' | 'createdAt'> &
  Partial<Pick<UserAccount, 'email'>>;

export const NO_FAILURES: Attempts = { failedAttempts: 0, lockedUntil: null };

/** An account as it begins: its first password is known to somebody else and has to be changed. */
export const newAccount = ({ email = null, ...basics }: AccountBasics): NewAccount => ({
  ...basics,
  email,
  ...NO_FAILURES,
  mustChangePassword: true,
  disabled: false,
  version: 1,
});

export const isLocked = ({ lockedUntil }: Attempts, now: Date): boolean => lockedUntil !== null && now < lockedUntil;

/** One more failure; the fifth in a row locks, and counting begins anew. */
export function afterFailure({ failedAttempts }: Attempts, now: Date): Attempts {
  const failures = failedAttempts + 1;
  if (failures < MAX_FAILED_ATTEMPTS) return { failedAttempts: failures, lockedUntil: null };
  return { failedAttempts: 0, lockedUntil: new Date(now.getTime() + LOCK_MINUTES * MINUTE) };
}

/** Throws Problem `login-locked` with the whole minutes that remain. */
export function refuseWhileLocked({ lockedUntil }: Attempts, now: Date): void {
  if (lockedUntil === null || now >= lockedUntil) return;
  const minutes = Math.ceil((lockedUntil.getTime() - now.getTime()) / MINUTE);
  throw new Problem('forbidden', 'login-locked', `密码连续输错 ${MAX_FAILED_ATTEMPTS} 次，账号已锁定，请 ${minutes} 分钟后再试。`, {
    minutes,
  });
}
