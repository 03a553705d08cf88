/** What is asked of a password. */
export interface PasswordProfile {
  /** Characters (code points) at least. */
  readonly minLength: number;
  /** Of upper case, lower case, digits and others, how many kinds at least. */
  readonly minClasses: number;
  /** How many passwords may not come back, the current one among them. */
  readonly remembered: number;
  /** Days after which it has to be changed; null: never. */
  readonly maxAgeDays: number | null;
}

export const PASSWORD_PROFILE_NAMES = ['dengbao', 'modern'] as const;
export type PasswordProfileName = (typeof PASSWORD_PROFILE_NAMES)[number];

/**
 * `dengbao`: GB/T 22239-2019 8.1.4.1 a) asks for complexity and regular changes; the numbers are common practice (8 at least, 10 advised, 3 of 4 classes,
 * 5 remembered, 90 days). `modern`: NIST SP 800-63B-4 3.1.1.2, 15 characters where the password is the only factor, no classes and no expiry. Both refuse
 * what is easily guessed, see `refuseGuessable`.
 */
export const PASSWORD_PROFILES: Readonly<Record<PasswordProfileName, PasswordProfile>> = {
  dengbao: { minLength: 10, minClasses: 3, remembered: 5, maxAgeDays: 90 },
  modern: { minLength: 15, minClasses: 1, remembered: 1, maxAgeDays: null },
};

/** The most that any profile remembers: so many are kept, so that a change of profile finds them. */
export const REMEMBERED_PASSWORDS = Math.max(...Object.values(PASSWORD_PROFILES).map(({ remembered }) => remembered));

/** The rule in words, for screens. */
export function profileInWords({ minLength, minClasses, remembered, maxAgeDays }: PasswordProfile): string {
  const classes = minClasses > 1 ? `，含大写字母、小写字母、数字、符号中的 ${minClasses} 类` : '';
  const history = remembered > 1 ? `，不能与最近 ${remembered} 次用过的密码相同` : '';
  const age = maxAgeDays === null ? '' : `，每 ${maxAgeDays} 天更换一次`;
  return `至少 ${minLength} 位${classes}${history}${age}；不能由常用密码、用户名、姓名拼音、地名、年份或连续字符拼成`;
}
