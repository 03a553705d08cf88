import { parseLocalDate, Problem, type LocalDate } from '../kernel/index.js';
import type { Clock } from '../platform/clock/clock.js';

/** The day that a request asks for, today where it names none. Throws Problem `date-invalid`. */
export function readDay(text: string | undefined, clock: Clock): LocalDate {
  if (text === undefined) return clock.today();
  const date = parseLocalDate(text);
  if (!date.ok) throw new Problem('invalid', 'date-invalid', date.error);
  return date.value;
}
