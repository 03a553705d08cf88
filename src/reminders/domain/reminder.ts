import type { LocalDate } from '../../kernel/index.js';

/** A report that somebody owes. */
export interface OwedReport {
  readonly reportId: number;
  readonly cycleName: string;
  readonly countyCode: string;
  readonly dueOn: LocalDate;
}

/** `opened`: T-30, when filling begins; `upcoming`: T-14, T-7, T-3, T-1; `due-today`; `overdue`: each day after. */
export type ReminderKind = 'opened' | 'upcoming' | 'due-today' | 'overdue';

/** What one message says of one report. */
export interface Reminder extends OwedReport {
  readonly countyName: string;
  readonly kind: ReminderKind;
  /** To the due day; negative: days overdue. */
  readonly daysLeft: number;
  /** What the calendar says of the due day; empty where it is a working day or past. */
  readonly note: string;
}

const OPENED_DAYS_BEFORE = 30;
const UPCOMING_DAYS_BEFORE: readonly number[] = [14, 7, 3, 1];

/** How far ahead of its due day a report is first spoken of. */
export const FIRST_REMINDER_DAYS = OPENED_DAYS_BEFORE;

const DAY_MS = 86_400_000;

export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/**
 * What there is to say on a day of a report due on another; undefined on days without a reminder. It follows from the two days alone:
 * a service that was down says what today asks for, and nothing of the days it missed.
 */
export function reminderKind(dueOn: LocalDate, today: LocalDate): ReminderKind | undefined {
  const daysLeft = daysBetween(today, dueOn);
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'due-today';
  if (daysLeft === OPENED_DAYS_BEFORE) return 'opened';
  return UPCOMING_DAYS_BEFORE.includes(daysLeft) ? 'upcoming' : undefined;
}

/**
 * Whoever is overdue with one report is not told in the same message that another may be begun: the next step before its due day
 * (T-14) speaks of it.
 */
export function neverOpenedAndOverdue(reminders: readonly Reminder[]): Reminder[] {
  const overdue = reminders.some(({ kind }) => kind === 'overdue');
  return reminders.filter(({ kind }) => !(overdue && kind === 'opened'));
}
