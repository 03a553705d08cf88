import { Problem } from '../../kernel/index.js';
import { guessingSteps, type Guessable } from './password-guessing.js';
import type { PasswordProfile } from './password-profile.js';

/**
 * So many steps a guesser has to take at least, a known piece counting as one. The scoring and the number are those that Microsoft published for
 * Entra's banned-password check.
 */
export const MIN_GUESSING_STEPS = 5;

const CLASSES = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];

/** One form for what input methods write differently: full-width and half-width characters are the same password. */
export const foldPassword = (typed: string): string => typed.normalize('NFKC');

export function isStrongPassword(typed: string, { minLength, minClasses }: PasswordProfile): boolean {
  const password = foldPassword(typed);
  const classes = CLASSES.filter((characterClass) => characterClass.test(password)).length;
  return [...password].length >= minLength && classes >= minClasses;
}

/** Throws Problem `password-weak`. */
export function refuseWeakPassword(typed: string, profile: PasswordProfile): void {
  if (isStrongPassword(typed, profile)) return;
  const classes = profile.minClasses > 1 ? `，并含大写字母、小写字母、数字、符号中的 ${profile.minClasses} 类` : '';
  throw new Problem('invalid', 'password-weak', `新密码至少 ${profile.minLength} 位${classes}，请重新设置。`);
}

/** Throws Problem `password-guessable` for what is put together from pieces that everybody tries first. */
export function refuseGuessable(typed: string, known: Guessable): void {
  if (guessingSteps(foldPassword(typed), known) >= MIN_GUESSING_STEPS) return;
  throw new Problem(
    'invalid',
    'password-guessable',
    '新密码容易被猜到：主要由常用密码、用户名、姓名拼音、地名、年份、重复或连续字符拼成。请换一个，例如几个不相干的词。',
  );
}

/** Throws Problem `password-unchanged`. */
export function refuseSamePassword(current: string, next: string): void {
  if (foldPassword(current) !== foldPassword(next)) return;
  throw new Problem('invalid', 'password-unchanged', '新密码不能与当前密码相同，请重新设置。');
}
