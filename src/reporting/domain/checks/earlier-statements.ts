import { caseFacts, type CaseFacts } from './case-facts.js';
import type { FormRow } from '../cell.js';
import { PROGRESSED } from './order.js';

/** What 附件3 said of cases before, and what the data say now of those that this form does not hold. Rows bear the case's lasting key. */
export interface EarlierStatements {
  /** Rows of the county's last report and of this report's last version, the older ones first. */
  readonly rows: readonly FormRow[];
  /** Cases that other reports of the county have counted, as they would be stated now. */
  readonly countedElsewhere: readonly FormRow[];
}

export const NOTHING_BEFORE: EarlierStatements = { rows: [], countedElsewhere: [] };

/**
 * Keys of cases of which an earlier report stated another 劳动能力鉴定时间 than now. A date that is new, or that is now known more exactly,
 * contradicts nothing; a review (复查鉴定) that 备注 names explains another date.
 */
export function changedAssessments(now: readonly CaseFacts[], { rows, countedElsewhere }: EarlierStatements): ReadonlySet<string> {
  const before = new Map(rows.map((row) => [row.key, caseFacts(row)]));
  const current = [...now, ...countedElsewhere.map(caseFacts)];
  return new Set(current.flatMap((facts) => (contradicts(before.get(facts.key), facts) ? [facts.key] : [])));
}

function contradicts(before: CaseFacts | undefined, { assessed, remark }: CaseFacts): boolean {
  if (!before?.assessed || PROGRESSED.test(remark)) return false;
  return assessed === null || assessed.from > before.assessed.to || assessed.to < before.assessed.from;
}
