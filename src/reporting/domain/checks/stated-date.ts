import { asLocalDate, asMonth, lastDayOf, localDate, parseLocalDate, parseMonth, type LocalDate } from '../../../kernel/index.js';

/** A date as far as a form states it: the first and the last day that it can be. */
export interface StatedDate {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Null: the cell is blank, or says that the step is still to come; undefined: it looks like a date and is none. */
export function readStatedDate(text: string): StatedDate | null | undefined {
  const words = text.trim();
  if (!/\d/.test(words)) return null;
  const day = parseLocalDate(words);
  if (day.ok) return { from: day.value, to: day.value };
  const month = /^\d{4}-\d{2}$/.test(words) ? parseMonth(words) : null;
  if (month?.ok) return { from: asLocalDate(`${month.value}-01`), to: lastDayOf(month.value) };
  if (/^(19|20)\d{2}$/.test(words)) return { from: asLocalDate(`${words}-01-01`), to: asLocalDate(`${words}-12-31`) };
  return undefined;
}

export const isExact = ({ from, to }: StatedDate): boolean => from === to;

const DAY_MS = 86_400_000;

export const daysBetween = (from: LocalDate, to: LocalDate): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** The same day so many months on; the month's last day where there is no such day. */
export function monthsAfter(date: LocalDate, months: number): LocalDate {
  const ordinal = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(ordinal / 12), (ordinal % 12) + 1];
  const found = localDate(year, month, Number(date.slice(8)));
  return found.ok ? found.value : lastDayOf(asMonth(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`));
}
