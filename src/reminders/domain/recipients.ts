import { mayDo, type Scope, type UserRole } from '../../access/domain/index.js';
import type { LocalDate } from '../../kernel/index.js';
import { daysBetween, neverOpenedAndOverdue, reminderKind, type OwedReport, type Reminder } from './reminder.js';

/** Who hands reports in is told of each step; who supervises is told of what is overdue (Rules 四(二)). */
const OWING_ROLES: readonly UserRole[] = ['county-clerk', 'county-leader'];
const SUPERVISING_ROLES: readonly UserRole[] = ['municipal-reviewer'];

export const isReminded = (role: UserRole): boolean => mayDo(role, 'report.read') && [...OWING_ROLES, ...SUPERVISING_ROLES].includes(role);

/** A person, or the group of an organisation. */
export interface Recipient {
  /** `user:12` or `region:150821`. */
  readonly key: string;
  readonly userId: number | null;
  readonly regionCode: string;
  /** How the message begins: the person's own display name, or the organisation's. */
  readonly addressee: string;
  readonly scope: Scope;
  readonly hears: 'every-step' | 'only-overdue';
}

export const hearsOf = (role: UserRole): Recipient['hears'] => (OWING_ROLES.includes(role) ? 'every-step' : 'only-overdue');

interface Facts {
  readonly today: LocalDate;
  readonly countyName: (code: string) => string;
  readonly noteOn: (dueOn: LocalDate) => string;
}

/** Everything that a recipient is told on a day, in the order of due days: one message, or none where it is empty. */
export function remindersFor({ scope, hears }: Recipient, owed: readonly OwedReport[], facts: Facts): Reminder[] {
  const reminders = owed
    .filter(({ countyCode }) => scope.allows(countyCode))
    .flatMap((report) => reminderOf(report, facts))
    .filter(({ kind }) => hears === 'every-step' || kind === 'overdue');
  return neverOpenedAndOverdue(reminders);
}

function reminderOf(report: OwedReport, { today, countyName, noteOn }: Facts): Reminder[] {
  const kind = reminderKind(report.dueOn, today);
  if (kind === undefined) return [];
  const { dueOn, countyCode } = report;
  const daysLeft = daysBetween(today, dueOn);
  return [{ ...report, countyName: countyName(countyCode), kind, daysLeft, note: kind === 'overdue' ? '' : noteOn(dueOn) }];
}
