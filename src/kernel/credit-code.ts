import { squeeze } from './text.js';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** A unified social credit code (统一社会信用代码, USCC, GB 32100-2015). */
export interface CreditCode {
  /** 18 characters, upper case. */
  readonly code: string;
  /** False for some codes that were really issued: a warning, never a reason to refuse. */
  readonly checksumOk: boolean;
}

/** Reads a USCC as people type it; null where the text has not the shape of one (also for the old 15-digit registration numbers). */
export function readCreditCode(text: string): CreditCode | null {
  const code = squeeze(text)
    .replace(/[-‐－'"]/g, '')
    .toUpperCase();
  if (!SHAPE.test(code)) return null;
  return { code, checksumOk: creditCodeCheckCharacter(code) === code[17] };
}

/** The check character that GB 32100-2015 prescribes for the first 17 characters of `code`. */
export function creditCodeCheckCharacter(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code.charAt(i)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}
