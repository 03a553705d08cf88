import { Injectable } from '@nestjs/common';
import { yearOf, type LocalDate } from '../kernel/index.js';
import { CalendarStore } from './calendar.store.js';
import { isWorkingDay, lastWorkingDay, nextWorkingDay, type WorkingCalendar } from './domain/index.js';

/** What is known of one day; null where the year's arrangement is not published, which `note` then says. */
export interface DayFacts {
  readonly day: LocalDate;
  readonly workingDay: boolean | null;
  /** Not after the day. */
  readonly lastWorkingDay: LocalDate | null;
  /** After the day. */
  readonly nextWorkingDay: LocalDate | null;
  readonly note: string | null;
}

/** Answers about working days from the calendar as it stands. */
@Injectable()
export class LookUpDay {
  constructor(private readonly store: CalendarStore) {}

  /** For a city. */
  async run(cityCode: string, day: LocalDate): Promise<DayFacts> {
    const calendar = await this.around(cityCode, [day]);
    const working = isWorkingDay(calendar, day);
    const last = lastWorkingDay(calendar, day);
    const next = nextWorkingDay(calendar, day);
    const [unknown] = [working, last, next].flatMap((answer) => (answer.ok ? [] : [answer.error]));
    return {
      day,
      workingDay: working.ok ? working.value : null,
      lastWorkingDay: last.ok ? last.value : null,
      nextWorkingDay: next.ok ? next.value : null,
      note: unknown ? `${unknown.year} 年：${unknown.message}` : null,
    };
  }

  /** A city's calendar of the years in which the days lie, and of those beside them: a holiday may reach over New Year. */
  around(cityCode: string, days: readonly LocalDate[]): Promise<WorkingCalendar> {
    return this.store.calendar(cityCode, [...new Set(days.map(yearOf).flatMap((year) => [year - 1, year, year + 1]))]);
  }
}
