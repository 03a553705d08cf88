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
  readonly code: 'id-masked' | 'id-rounded' | 'id-shape' | 'id-birth-date' | 'id-checksum';
  readonly message: string;
}

/** Reads an 18-digit or an old 15-digit number as people type it. Never guesses: what Excel rounded is an error that says how to mend it. */
export function readIdNumber(text: string): Result<IdNumber, IdNumberError> {
  if (MASKED.test(text)) return err(HIDDEN_DIGITS);
  const typed = squeeze(text)
    .replace(/^'/, '')
    .replace(/[×*x]$/i, 'X');
  if (/^\d(\.\d+)?E\+?\d+$/i.test(typed)) return err(ROUNDED);
  if (/^\d{15}$/.test(typed)) return read18(withCheck(`${typed.slice(0, 6)}19${typed.slice(6)}`));
  if (!/^\d{17}[\dX]$/.test(typed)) return err({ code: 'id-shape', message: '身份证号码应为 18 位（或旧 15 位），请核对后重新填写。' });
  return read18(typed);
}

/** Digits, asterisks and digits, as masked numbers are shown. */
const MASKED = /\d\s*[*＊]{3,}/;
const HIDDEN_DIGITS: IdNumberError = {
  code: 'id-masked',
  message: '身份证号码中有 * 号，是脱敏显示的号码，不能导入。请使用原始表格，或申请导出明文表后再导入。',
};

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
