import { Problem } from '../../kernel/index.js';

/** Failures after which an account locks. GB/T 22239-2019 8.1.4.1 b) asks for a limit; the number is common practice. */
export const MAX_FAILED_ATTEMPTS = 5;
/** How long it stays locked, and how long a failure counts. Same clause; a county clerk is back at work within a quarter of an hour. */
export const LOCK_MINUTES = 15;
/** Failures of one address over all accounts, those that the same person made good by logging in not counted. More than a whole office mistypes. */
export const MAX_FAILURES_OF_ADDRESS = 30;
/** An account is at home at an address where it was logged in to within so many days. */
export const HOME_DAYS = 30;

const MINUTE = 60_000;
const DAY = 86_400_000;

export interface FailureCount {
  readonly failures: number;
  readonly lastFailureAt: Date;
  readonly lockedUntil: Date | null;
}

/** What is known of failures when somebody tries to log in. */
export interface Standing {
  /** Of this account from this address. */
  readonly here: FailureCount | undefined;
  /** Of this account from all addresses where it is not at home, together. */
  readonly strange: FailureCount | undefined;
  /** Of this address, over all accounts. */
  readonly address: FailureCount | undefined;
  readonly atHome: boolean;
}

/** What is counted after a try; undefined: the count is as it was. */
export type Counted = Partial<Record<'here' | 'strange' | 'address', FailureCount>>;

export const windowStart = (now: Date): Date => new Date(now.getTime() - LOCK_MINUTES * MINUTE);
export const homeSince = (now: Date): Date => new Date(now.getTime() - HOME_DAYS * DAY);

export const isLocked = (count: FailureCount | undefined, now: Date): boolean =>
  count !== undefined && count.lockedUntil !== null && now < count.lockedUntil;

/**
 * Throws Problem `login-locked` or `address-locked` with the whole minutes that remain. At home only the account's own failures there count: nobody
 * elsewhere, and no colleague behind the same address, locks a user out (ADR 28).
 */
export function refuseWhileLocked({ here, strange, address, atHome }: Standing, now: Date): void {
  const ofAccount = [here, ...(atHome ? [] : [strange])].find((count) => isLocked(count, now));
  if (ofAccount) throw locked('login-locked', `密码连续输错 ${MAX_FAILED_ATTEMPTS} 次，账号已锁定`, ofAccount, now);
  if (!atHome && address && isLocked(address, now))
    throw locked('address-locked', '您所在的网络登录失败次数过多，已暂停登录', address, now);
}

/** One more failure, counted wherever it counts. */
export function afterFailure({ here, strange, address, atHome }: Standing, now: Date): Counted {
  return {
    here: oneMore(here, MAX_FAILED_ATTEMPTS, now),
    address: oneMore(address, MAX_FAILURES_OF_ADDRESS, now),
    ...(atHome ? {} : { strange: oneMore(strange, MAX_FAILED_ATTEMPTS, now) }),
  };
}

/** Whoever gets in had mistyped before: that was no guessing, and the address is not charged with it. */
export function afterSuccess({ here, address }: Standing, now: Date): Counted {
  const forgiven = live(here, now)?.failures ?? 0;
  const charged = live(address, now);
  if (forgiven === 0 || !charged) return {};
  return { address: { ...charged, failures: Math.max(0, charged.failures - forgiven) } };
}

/** The failure that reaches the limit locks, and counting begins anew; what is locked already stays so (those at home go on failing there). */
function oneMore(count: FailureCount | undefined, limit: number, now: Date): FailureCount {
  if (count && isLocked(count, now)) return { ...count, lastFailureAt: now };
  const failures = (live(count, now)?.failures ?? 0) + 1;
  if (failures < limit) return { failures, lastFailureAt: now, lockedUntil: null };
  return { failures: 0, lastFailureAt: now, lockedUntil: new Date(now.getTime() + LOCK_MINUTES * MINUTE) };
}

/** A count is forgotten when nothing failed for a while. */
const live = (count: FailureCount | undefined, now: Date): FailureCount | undefined =>
  count && count.lastFailureAt > windowStart(now) ? count : undefined;

function locked(code: string, what: string, { lockedUntil }: FailureCount, now: Date): Problem {
  const minutes = Math.ceil(((lockedUntil ?? now).getTime() - now.getTime()) / MINUTE);
  return new Problem('forbidden', code, `${what}，请 ${minutes} 分钟后再试；急用请联系系统管理员。`, { minutes });
}
