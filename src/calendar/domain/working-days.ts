import { addDays, err, ok, yearOf, type LocalDate, type Result } from '../../kernel/index.js';
import type { SpecialDayKind } from './arrangement.js';

/** What is known of days: the years whose arrangement is published, and the days in them that differ from the week. */
export interface WorkingCalendar {
  readonly years: ReadonlySet<number>;
  readonly days: ReadonlyMap<LocalDate, SpecialDayKind>;
}

/** Why a question about days has no answer: the State Council has not yet said how this year's holidays lie. */
export interface YearUnpublished {
  readonly year: number;
  readonly message: string;
}

export const YEAR_UNPUBLISHED = '该年放假安排尚未发布';

/** Whether people work on a day: make-up days and the week without holidays. An error for a year that is not published, instead of a guess. */
export function isWorkingDay({ years, days }: WorkingCalendar, day: LocalDate): Result<boolean, YearUnpublished> {
  const year = yearOf(day);
  if (!years.has(year)) return err({ year, message: YEAR_UNPUBLISHED });
  const kind = days.get(day);
  return ok(kind === undefined ? !isWeekend(day) : kind === 'make-up-workday');
}

/** The first working day after a day. */
export const nextWorkingDay = (calendar: WorkingCalendar, day: LocalDate): Result<LocalDate, YearUnpublished> =>
  walk(calendar, addDays(day, 1), 1);

/** The last working day not after a day. */
export const lastWorkingDay = (calendar: WorkingCalendar, day: LocalDate): Result<LocalDate, YearUnpublished> => walk(calendar, day, -1);

/** Ends: it comes upon a working day, or upon a year that is not published. */
function walk(calendar: WorkingCalendar, from: LocalDate, step: 1 | -1): Result<LocalDate, YearUnpublished> {
  for (let day = from; ; day = addDays(day, step)) {
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    if (working.value) return ok(day);
  }
}

function isWeekend(day: LocalDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
