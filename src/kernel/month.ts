import { addDays, asLocalDate, type LocalDate } from './local-date.js';
import { err, ok, type Result } from './result.js';

declare const monthBrand: unique symbol;

/** The month that data speak of, `YYYY-MM`. Compares correctly as a string. */
export type Month = string & { readonly [monthBrand]: true };

/** Reads `2022-12`, `2022-1` or `202212`. */
export function parseMonth(text: string): Result<Month, string> {
  const match = /^(\d{4})-?(\d{1,2})$/.exec(text.trim());
  const month = Number(match?.[2]);
  if (!match || month < 1 || month > 12) return err(`月份“${text}”应写成 2022-12 的样子。`);
  return ok(`${match[1]}-${String(month).padStart(2, '0')}` as Month);
}

/** For months known to be well formed. Throws on anything else. */
export function asMonth(text: string): Month {
  const parsed = parseMonth(text);
  if (!parsed.ok) throw new RangeError(parsed.error);
  return parsed.value;
}

export const monthOf = (date: LocalDate): Month => date.slice(0, 7) as Month;

/** Whole months since year 0: differences of two are distances in months. */
const ordinal = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

export const monthsBetween = (earlier: Month, later: Month): number => ordinal(later) - ordinal(earlier);

export function addMonths(month: Month, months: number): Month {
  const moved = ordinal(month) + months;
  return `${String(Math.floor(moved / 12)).padStart(4, '0')}-${String((moved % 12) + 1).padStart(2, '0')}` as Month;
}

export const lastDayOf = (month: Month): LocalDate => addDays(asLocalDate(`${addMonths(month, 1)}-01`), -1);
