import { parseLocalDate, Problem, type LocalDate } from '../../kernel/index.js';

/** A day that a request names, `YYYY-MM-DD`. Throws Problem `date-invalid` for one that does not exist. */
export function dayAsked(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (!date.ok) throw new Problem('invalid', 'date-invalid', date.error);
  return date.value;
}
