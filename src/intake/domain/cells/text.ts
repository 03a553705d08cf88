import { foldText, readCreditCode, readIdNumber, squeeze, type IdNumber } from '../../../kernel/index.js';
import { failure, says, saysNothing, warning, cellText, isBlankText, type CellReading } from './cell-reading.js';
import type { CellValue } from '../workbook.js';

/** From here on Excel keeps only the first 15 digits of a number. */
const FIRST_ROUNDED = 1e15;

export const isRounded = (cell: CellValue): boolean => typeof cell === 'number' && Math.abs(cell) >= FIRST_ROUNDED;

const GAPS = /[\s\u200B-\u200D\u2060\uFEFF]+/g;

/** Free text as typed, punctuation included, without stray blanks; what people write for "nothing" is nothing. */
export function readText(cell: CellValue): CellReading<string> {
  const text = cellText(cell).replace(GAPS, ' ').trim();
  return isBlankText(text) ? saysNothing() : says(text);
}

/** The name of an enterprise or unit: no stray blanks between Chinese characters, brackets full-width as in the business licence. */
export function readOrganisationName(cell: CellValue): CellReading<string> {
  const text = foldText(cellText(cell))
    .replace(/(?<=[^ -~]) | (?=[^ -~])/g, '')
    .replace(/\(/g, '（')
    .replace(/\)/g, '）');
  return isBlankText(text) ? saysNothing() : says(text);
}

/** A person's name: without blanks, with one kind of middle dot (那仁·巴雅尔). */
export function readPersonName(cell: CellValue): CellReading<string> {
  const text = squeeze(cellText(cell)).replace(/[•●・∙⋅.]/g, '·');
  return isBlankText(text) ? saysNothing() : says(text);
}

/** A running number or an identifier that Excel may have turned into a number: digits without a decimal part. */
export function readIdentifier(cell: CellValue): CellReading<string> {
  const text = squeeze(cellText(cell)).replace(/^'/, '');
  if (isRounded(cell))
    return saysNothing(warning('identifier-rounded', '编号被 Excel 当作数字处理，末尾几位已丢失。请把该列设为“文本”格式后重新录入。'));
  return isBlankText(text) ? saysNothing() : says(text.replace(/^(\d+)\.0+$/, '$1'));
}

/** A unified social credit code, upper case. Codes really issued can fail the checksum, so nothing about a code leaves a row out. */
export function readCreditCodeCell(cell: CellValue): CellReading<string> {
  if (isRounded(cell)) {
    return saysNothing(
      warning('credit-code-rounded', '统一社会信用代码被 Excel 当作数字处理，末尾几位已丢失。请把该列设为“文本”格式后重新录入。'),
    );
  }
  const text = cellText(cell);
  if (isBlankText(text)) return saysNothing();
  const code = readCreditCode(text);
  if (!code)
    return saysNothing(
      warning('credit-code-shape', '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），本行按未填写处理，请核对。'),
    );
  if (code.checksumOk) return says(code.code);
  return says(code.code, warning('credit-code-checksum', '统一社会信用代码的校验位不符，请对照营业执照核对；确认无误可以忽略。'));
}

/** A citizen's identity number in its 18-digit form. */
export function readIdNumberCell(cell: CellValue): CellReading<IdNumber> {
  const text = cellText(cell);
  if (isBlankText(text)) return saysNothing();
  const read = readIdNumber(isRounded(cell) ? '1E+17' : text);
  return read.ok ? says(read.value) : saysNothing(failure(read.error.code, read.error.message));
}
