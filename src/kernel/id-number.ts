import { localDate, type LocalDate } from './local-date.js';
import { err, ok, type Result } from './result.js';
import { squeeze } from './text.js';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ZERO = '0'.charCodeAt(0);
const CHECK_CHARACTERS = '10X98765432';

/** A citizen's identity number (公民身份号码, GB 11643-1999). The first six digits are the place of first registration: often no longer a division. */
export interface IdNumber {
  /** 18 characters, check character upper case. */
  readonly number: string;
  readonly bornOn: LocalDate;
  readonly sex: '男' | '女';
}

export interface IdNumberError {
  readonly code: 'id-rounded' | 'id-shape' | 'id-birth-date' | 'id-checksum';
  readonly message: string;
}

/** Reads an 18-digit or an old 15-digit number as people type it. Never guesses: what Excel rounded is an error that says how to mend it. */
export function readIdNumber(text: string): Result<IdNumber, IdNumberError> {
  const typed = squeeze(text)
    .replace(/^'/, '')
    .replace(/[×*x]$/i, 'X');
  if (/^\d(\.\d+)?E\+?\d+$/i.test(typed)) return err(ROUNDED);
  if (/^\d{15}$/.test(typed)) return read18(withCheck(`${typed.slice(0, 6)}19${typed.slice(6)}`));
  if (!/^\d{17}[\dX]$/.test(typed)) return err({ code: 'id-shape', message: '身份证号码应为 18 位（或旧 15 位），请核对后重新填写。' });
  return read18(typed);
}

const ROUNDED: IdNumberError = {
  code: 'id-rounded',
  message: '身份证号码被 Excel 当作数字处理，后三位已丢失。请先把该列设为“文本”格式，再重新录入原号码。',
};

function read18(number: string): Result<IdNumber, IdNumberError> {
  if (withCheck(number.slice(0, 17)) !== number) {
    return number.endsWith('000') ? err(ROUNDED) : err({ code: 'id-checksum', message: '身份证号码校验位不符，请对照证件核对。' });
  }
  const born = localDate(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
  if (!born.ok) return err({ code: 'id-birth-date', message: '身份证号码中的出生日期不存在，请对照证件核对。' });
  return ok({ number, bornOn: born.value, sex: Number(number[16]) % 2 === 1 ? '男' : '女' });
}

function withCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += (WEIGHTS[i] ?? 0) * (first17.charCodeAt(i) - ZERO);
  return first17 + CHECK_CHARACTERS.charAt(sum % 11);
}

/** How an identity number is shown where the reader has no right to see it: 152801********1231. */
export const maskIdNumber = (number: string): string => `${number.slice(0, 6)}********${number.slice(14)}`;
