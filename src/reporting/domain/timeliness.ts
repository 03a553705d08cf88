import { shanghaiDate, type LocalDate } from '../../kernel/index.js';
import { endOfDueDay } from './cycle.js';
import { isHandedIn, type ReportState } from './report.js';

/**
 * 按时: first handed in on the due day at the latest; 逾期报送: first handed in later: late is not missing; 逾期未报: the due day is over and nothing
 * is handed in, or what was handed in is returned; 未到期: none of these.
 */
export type Punctuality = 'on-time' | 'late' | 'overdue' | 'pending';

export interface ReportedOrNot {
  readonly state: ReportState;
  readonly dueOn: LocalDate;
  readonly firstSubmittedAt: Date | null;
}

/** An unlocked report is handed in: what was submitted holds until something newer is. */
export function punctualityOf({ state, dueOn, firstSubmittedAt }: ReportedOrNot, isUnlocked: boolean, now: Date): Punctuality {
  if (firstSubmittedAt !== null && (isHandedIn(state) || isUnlocked)) return firstSubmittedAt < endOfDueDay(dueOn) ? 'on-time' : 'late';
  return shanghaiDate(now) > dueOn ? 'overdue' : 'pending';
}

/** 应报, 已报, 按时, 逾期报送 and 逾期未报, in reports. */
export interface Completeness {
  readonly owed: number;
  readonly reported: number;
  readonly onTime: number;
  readonly late: number;
  readonly overdue: number;
}

export function completenessOf(reports: readonly Punctuality[]): Completeness {
  const count = (wanted: Punctuality): number => reports.filter((one) => one === wanted).length;
  const [onTime, late] = [count('on-time'), count('late')];
  return { owed: reports.length, reported: onTime + late, onTime, late, overdue: count('overdue') };
}
