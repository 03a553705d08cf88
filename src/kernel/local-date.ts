import { err, ok, type Result } from './result.js';

declare const localDateBrand: unique symbol;

/** A calendar day without a time zone, `YYYY-MM-DD`. Compares correctly as a string. */
export type LocalDate = string & { readonly [localDateBrand]: true };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Reads `YYYY-MM-DD`; a day that does not exist (2020-02-30) is an error. */
export function parseLocalDate(text: string): Result<LocalDate, string> {
  const match = SHAPE.exec(text);
  if (!match) return err(`日期“${text}”应写成 2022-12-31 的样子。`);
  return localDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number => (month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0));

/** A day from its parts, `month` 1–12; a day that does not exist is an error. */
export function localDate(year: number, month: number, day: number): Result<LocalDate, string> {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const whole = Number.isInteger(year) && Number.isInteger(month) && Number.isInteger(day);
  const exists = whole && year >= 1000 && year <= 9999 && day >= 1 && day <= daysIn(year, month);
  return exists ? ok(text as LocalDate) : err(`日期 ${text} 不存在。`);
}

/** For days known to exist: constants, values read back from the database. Throws on anything else. */
export function asLocalDate(text: string): LocalDate {
  const parsed = parseLocalDate(text);
  if (!parsed.ok) throw new RangeError(parsed.error);
  return parsed.value;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate;
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The calendar day in Asia/Shanghai (UTC+8, no daylight saving since 1991) at an instant. */
export function shanghaiDate(instant: Date): LocalDate {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;
}

/** The instant at which a calendar day begins in Asia/Shanghai. */
export function startOfShanghaiDay(date: LocalDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS);
}
