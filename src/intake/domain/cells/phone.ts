import { foldText } from '../../../kernel/index.js';
import { cellText, isBlankText, says, saysNothing, warning, type CellIssue, type CellReading } from './cell-reading.js';
import type { CellValue } from '../workbook.js';

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^(0\d{2,3})-?([2-9]\d{6,7})(?:(?:转|-|#|ext\.?)(\d{1,6}))?$/;
const LOCAL = /^[2-9]\d{6,7}$/;
/** A landline whose leading 0 a spreadsheet took; only 010 is followed by a 1. */
const SHORT = /^(10-?\d{8}|[2-9]\d{1,2}-?\d{7,8})$/;
const SERVICE = /^[48]00-?\d{3}-?\d{4}$/;

const UNREADABLE = warning('phone-unreadable', '联系电话不像手机号或座机号，已保留原文，请核对。');
const SHORTENED = warning('phone-area-code', '座机区号开头的 0 已丢失，已补上，请核对。');

/** The telephone numbers in a cell, in their order; area code and number joined by "-", a local number without its area code as it is. */
export function readPhones(cell: CellValue): CellReading<readonly string[]> {
  const text = cellText(cell).normalize('NFKC');
  if (isBlankText(text)) return saysNothing();
  const read = text.split(/[、,;/|或及和\r\n]+/).flatMap(readPart);
  const phones = read.flatMap((reading) => (reading.value === null ? [] : [reading.value]));
  return says([...new Set(phones)], ...new Set(read.flatMap((reading) => reading.issues)));
}

/** Blanks stand between two numbers or inside of one: what is readable decides. */
function readPart(part: string): CellReading<string>[] {
  const tokens = foldText(part).split(' ');
  if (tokens.join('') === '') return [];
  const apart = tokens.map(onePhone);
  return apart.every((reading) => reading.value !== null) ? apart : adjoining(tokens.join('')).map(onePhone);
}

const adjoining = (digits: string): string[] => (/^(1[3-9]\d{9}){2,}$/.test(digits) ? (digits.match(/\d{11}/g) ?? []) : [digits]);

function onePhone(part: string): CellReading<string> {
  const number = plainDigits(part).replace(/^(\+|00)86-?(?=\d)/, '');
  if (MOBILE.test(number) || SERVICE.test(number) || LOCAL.test(number)) return says(number);
  const landline = LANDLINE.exec(number) ?? (SHORT.test(number) ? LANDLINE.exec(`0${number}`) : null);
  if (!landline) return saysNothing(UNREADABLE);
  const [, area, local, extension] = landline;
  const issues: CellIssue[] = number.startsWith('0') ? [] : [SHORTENED];
  return says(`${area}-${local}${extension === undefined ? '' : `转${extension}`}`, ...issues);
}

/** Undoes what a spreadsheet does to long numbers: 13947812345.0, 1.3947812345E10. */
function plainDigits(part: string): string {
  const label = part.replace(/^(电话|手机|联系电话|tel)[:.]?/i, '').replace(/[–—‐]/g, '-');
  const mobile = label.replace(/^(1[3-9]\d)-(\d{4})-(\d{4})$/, '$1$2$3');
  return /^\d+\.0+$|^\d(\.\d+)?e\+?\d{1,2}$/i.test(mobile) ? String(Number(mobile)) : mobile;
}
