import chineseDays from 'chinese-days';
import { addDays, asLocalDate, yearOf, type LocalDate } from '../kernel/index.js';
import type { Arrangement, SpecialDay } from './domain/index.js';

const FIRST_YEAR = 2004;
const SOURCE = '国务院办公厅节假日安排（chinese-days 1.5.7）';

/** The arrangements that the package chinese-days holds, from 2004 to the last year it knows. Takes some milliseconds per year. */
export function publishedArrangements(without: ReadonlySet<number>): Arrangement[] {
  const arrangements: Arrangement[] = [];
  for (let year = FIRST_YEAR; isKnown(year); year += 1) {
    if (!without.has(year)) arrangements.push({ year, source: SOURCE, days: specialDays(year) });
  }
  return arrangements;
}

/** Every year has its National Day; for a year that the package does not know it is an ordinary weekday there. */
const isKnown = (year: number): boolean => holidayName(asLocalDate(`${year}-10-01`)) !== undefined;

function specialDays(year: number): SpecialDay[] {
  const days: SpecialDay[] = [];
  for (let day = asLocalDate(`${year}-01-01`); yearOf(day) === year; day = addDays(day, 1)) {
    const name = holidayName(day);
    if (name !== undefined) days.push({ day, kind: chineseDays.getDayDetail(day).work ? 'make-up-workday' : 'holiday', name });
  }
  return days;
}

/** The package names special days "National Day,国庆节,3", and all others by their weekday: "Tuesday". */
const holidayName = (day: LocalDate): string | undefined => chineseDays.getDayDetail(day).name.split(',')[1];
