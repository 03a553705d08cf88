import { squeeze } from '../../../kernel/index.js';
import { cellText, says, saysNothing, warning, type CellReading } from './cell-reading.js';
import type { CellValue } from '../workbook.js';

export type Answer = 'yes' | 'no' | 'pending';

const WORDS: Readonly<Record<Answer, readonly string[]>> = {
  yes: '是|有|y|yes|√|✓|✔|1|已参保|已参|参保|正常参保|已领|已领取|享受|已享受|正常|参加|已参加|t|true|在保|已缴'.split('|'),
  no: '否|无|n|no|×|✗|x|0|未参保|未参|未参加|未领|未领取|未享受|没有|不享受|f|false|停保|断缴|未缴'.split('|'),
  pending: '待办|办理中|正在办理|正在认定|认定中|已受理|申请中|待鉴定|待认定|未鉴定|不详|部分|死亡停发|一次性领取|已补缴'.split('|'),
};

const ANSWERS = new Map(Object.entries(WORDS).flatMap(([answer, words]) => words.map((word) => [word, answer as Answer] as const)));

/** A yes or no; `pending` for what is neither yet (办理中, 2020年底参保). An empty cell and "/" say nothing. */
export function readAnswer(cell: CellValue): CellReading<Answer> {
  const text = squeeze(cellText(cell)).toLowerCase();
  if (/^[/\\—-]*$/.test(text)) return saysNothing();
  const answer = ANSWERS.get(text.replace(/\(.*\)$/, ''));
  if (answer !== undefined) return says(answer);
  if (/^\d{4}年?.*(参保|领取|享受|缴费)$/.test(text)) return says('pending');
  return saysNothing(warning('answer-unreadable', '应填写“是”或“否”，本栏按未填写处理，请核对。'));
}
