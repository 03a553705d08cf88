import { parseLocalDate, Problem, yearOf, type LocalDate } from '../../kernel/index.js';

/** 放假 and 调休上班: days that differ from what the week says. */
export const SPECIAL_DAY_KINDS = ['holiday', 'make-up-workday'] as const;
export type SpecialDayKind = (typeof SPECIAL_DAY_KINDS)[number];

export const SPECIAL_DAY_KIND_NAMES: Readonly<Record<SpecialDayKind, string>> = { holiday: '放假', 'make-up-workday': '调休上班' };

export interface SpecialDay {
  readonly day: LocalDate;
  readonly kind: SpecialDayKind;
  /** Which holiday: 国庆节. */
  readonly name: string;
}

/** How the holidays of one year lie, as the State Council (or a person, with a source) says. */
export interface Arrangement {
  readonly year: number;
  /** Where it is published: a document's number, an address. */
  readonly source: string;
  readonly days: readonly SpecialDay[];
}

interface TypedDay {
  readonly day: string;
  readonly kind: SpecialDayKind;
  readonly name: string;
}

/**
 * Reads what a person typed for a year. Throws Problem `calendar-day-invalid` (a day that does not exist, or of another year),
 * `calendar-day-twice`, or `calendar-incomplete` (no holiday at all: each year has some).
 */
export function readArrangement(year: number, source: string, typed: readonly TypedDay[]): Arrangement {
  const days = typed.map((one) => ({ ...one, day: dayOf(year, one.day), name: one.name.trim() }));
  const twice = days.find(({ day }, index) => days.findIndex((other) => other.day === day) !== index);
  if (twice) throw new Problem('invalid', 'calendar-day-twice', `${twice.day} 出现了两次，请只保留一条。`, { day: twice.day });
  if (!days.some(({ kind }) => kind === 'holiday'))
    throw new Problem('invalid', 'calendar-incomplete', `${year} 年至少应有一个放假日，请按国务院办公厅的放假通知填写全年安排。`);
  return { year, source: source.trim(), days };
}

function dayOf(year: number, text: string): LocalDate {
  const day = parseLocalDate(text);
  if (!day.ok) throw new Problem('invalid', 'calendar-day-invalid', day.error);
  if (yearOf(day.value) === year) return day.value;
  throw new Problem('invalid', 'calendar-day-invalid', `${text} 不在 ${year} 年，请改到该日期所在年份的安排中填写。`, { day: text });
}
