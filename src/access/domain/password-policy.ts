import { Problem } from '../../kernel/index.js';

/** GB/T 22239-2019 8.1.4.1 a) asks for complexity; the numbers are common practice (8 at least, 10 advised, 3 of 4 classes). */
export const MIN_PASSWORD_LENGTH = 10;
export const MIN_CHARACTER_CLASSES = 3;

const CLASSES = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u];

/** One form for what input methods write differently: full-width and half-width characters are the same password. */
export const foldPassword = (typed: string): string => typed.normalize('NFKC');

export function isStrongPassword(typed: string): boolean {
  const password = foldPassword(typed);
  const classes = CLASSES.filter((characterClass) => characterClass.test(password)).length;
  return [...password].length >= MIN_PASSWORD_LENGTH && classes >= MIN_CHARACTER_CLASSES;
}

/** Throws Problem `password-weak`. */
export function refuseWeakPassword(typed: string): void {
  if (isStrongPassword(typed)) return;
  throw new Problem(
    'invalid',
    'password-weak',
    `新密码至少 ${MIN_PASSWORD_LENGTH} 位，并含大写字母、小写字母、数字、符号中的 ${MIN_CHARACTER_CLASSES} 类，请重新设置。`,
  );
}

/** Throws Problem `password-unchanged`. */
export function refuseSamePassword(current: string, next: string): void {
  if (foldPassword(current) !== foldPassword(next)) return;
  throw new Problem('invalid', 'password-unchanged', '新密码不能与当前密码相同，请重新设置。');
}
