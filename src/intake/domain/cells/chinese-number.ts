const DIGITS = new Map([...'〇零一二三四五六七八九'].map((digit, i) => [digit, Math.max(0, i - 1)]));
DIGITS.set('两', 2);
DIGITS.set('○', 0);

/** The characters of a Chinese number up to 99, for use inside a regular expression. */
export const CHINESE_NUMBER = '[〇○零一二两三四五六七八九十]';

/** A Chinese number from 0 to 99 (三, 十二, 二十三); null for anything else. */
export function chineseNumber(text: string): number | null {
  const match = /^([一二两三四五六七八九])?(十)?([〇○零一二两三四五六七八九])?$/.exec(text);
  if (!match || text === '') return null;
  const [, first, ten, last] = match;
  if (ten === undefined) return first !== undefined && last !== undefined ? null : digit(first ?? last);
  return (first === undefined ? 1 : digit(first)) * 10 + digit(last);
}

/** Digit by digit, as years are written: 二〇二〇 is 2020. Other characters stay. */
export const chineseDigits = (text: string): string => [...text].map((character) => DIGITS.get(character) ?? character).join('');

const digit = (character: string | undefined): number => (character === undefined ? 0 : (DIGITS.get(character) ?? 0));
