import { isWorkingDay, lastWorkingDay, type WorkingCalendar } from '../../calendar/domain/index.js';
import type { LocalDate } from '../../kernel/index.js';

/** 10月9日. */
export const monthDay = (day: LocalDate): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/**
 * What the calendar says of a due day: nothing where people work on it. The due day itself is never moved: it counts in full, and a
 * report handed in on a holiday is in time.
 */
export function dueDayNote(calendar: WorkingCalendar, dueOn: LocalDate): string {
  const working = isWorkingDay(calendar, dueOn);
  if (!working.ok) return working.error.message;
  if (working.value) return '';
  const last = lastWorkingDay(calendar, dueOn);
  return `截止日为节假日，${last.ok ? `最后一个工作日为 ${monthDay(last.value)}` : last.error.message}`;
}
