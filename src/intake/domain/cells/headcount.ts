import { squeeze } from '../../../kernel/index.js';
import { cellText, failure, isBlankText, says, saysNothing, warning, type CellReading } from './cell-reading.js';
import { chineseNumber } from './chinese-number.js';
import type { CellValue } from '../workbook.js';

/** More people than any single enterprise employs: the column holds something else. */
const LARGEST = 1_000_000;

const COUNT = /^(约|大约|近|大概)?(\d+(?:\.\d+)?)(余|多|来)?(?:个|名|位)?(?:人|职工|员工)?(左右|以上|上下)?(\(.*\)|,.*)?$/;
const RANGE = /^\d+人?[-~–—至到]\d+/;

/** A number of people: 23, "23人", "２３"; "约30" and "23（临时工8）" with a warning; a range, a fraction or a negative number is an error. */
export function readHeadcount(cell: CellValue): CellReading<number> {
  const text = squeeze(cellText(cell));
  if (isBlankText(text)) return saysNothing();
  const plain = text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  if (RANGE.test(plain)) return saysNothing(failure('headcount-range', '人数写成了范围，请填写一个确定的整数。'));
  const spelt = chineseNumber(plain.replace(/[人名个]+$/, ''));
  if (spelt !== null) return says(spelt);
  const match = COUNT.exec(plain);
  if (!match) return saysNothing(failure('headcount-unreadable', '人数无法识别，请填写一个整数，例如 23。'));
  const [, about, digits, odd, around, note] = match;
  const count = Number(digits);
  if (!Number.isInteger(count) || count > LARGEST) {
    return saysNothing(failure('headcount-unreadable', '人数应为合理的整数，请核对该列是否填错。'));
  }
  if (about ?? odd ?? around) return says(count, warning('headcount-approximate', `人数是约数，按 ${count} 人计，请尽量填写确定的人数。`));
  if (note) return says(count, warning('headcount-note', `人数后附有说明，按 ${count} 人计，请把说明移到备注。`));
  return says(count);
}
