import { asLocalDate, yearOf, type LocalDate } from '../kernel/index.js';
import { dayOf } from './day-of.js';

/** The days that a request names; the year of `today` where it names none. Throws Problem `date-invalid`. */
export function periodOf(query: { readonly from?: string; readonly to?: string }, today: LocalDate): { from: LocalDate; to: LocalDate } {
  const year = yearOf(today);
  return { from: dayOf(query.from ?? asLocalDate(`${year}-01-01`)), to: dayOf(query.to ?? asLocalDate(`${year}-12-31`)) };
}
