import { parseLocalDate, Problem, type LocalDate } from '../kernel/index.js';

/** A day that a request names. Throws Problem `date-invalid`. */
export function dayOf(text: string): LocalDate {
  const day = parseLocalDate(text);
  if (!day.ok) throw new Problem('invalid', 'date-invalid', day.error);
  return day.value;
}
