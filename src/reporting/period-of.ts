import { asLocalDate, yearOf, type LocalDate } from '../kernel/index.js';
import { dayAsked } from '../platform/http/day.js';

/** The days that a request names; the year of `today` where it names none. Throws Problem `date-invalid`. */
export function periodOf(query: { readonly from?: string; readonly to?: string }, today: LocalDate): { from: LocalDate; to: LocalDate } {
  const year = yearOf(today);
  return { from: dayAsked(query.from ?? asLocalDate(`${year}-01-01`)), to: dayAsked(query.to ?? asLocalDate(`${year}-12-31`)) };
}
