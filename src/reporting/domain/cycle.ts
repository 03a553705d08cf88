import { addDays, localDate, startOfShanghaiDay, yearOf, type LocalDate } from '../../kernel/index.js';
import type { ReportForm } from './report.js';

/** A day of the year, relative to the year of the due day. */
export interface Boundary {
  /** `MM-DD`. */
  readonly monthDay: string;
  readonly yearOffset: number;
}

/** A reporting cycle as data: the wording of the Rules, 四(二), does not parse, so every part of it may be set. */
export interface ReportCycle {
  readonly code: string;
  readonly name: string;
  readonly dueMonth: number;
  readonly dueDay: number;
  /** Added to the cycle's year to get the year of the due day. */
  readonly yearOffset: number;
  readonly windowFrom: Boundary;
  readonly windowTo: Boundary;
  /** How many days before the due day the counties' reports are opened. */
  readonly openDaysBefore: number;
  readonly forms: readonly ReportForm[];
  /** Codes of the counties that owe the report; empty where all of the installation do. */
  readonly divisions: readonly string[];
  readonly clause: string;
}

/** One turn of a cycle: due on a day, counting cases diagnosed within the window, both ends included. */
export interface CycleTurn {
  readonly cycleCode: string;
  readonly dueOn: LocalDate;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
}

/** The turn of a cycle for a year. Throws a RangeError where the cycle's days do not exist in that year. */
export function turnOf(cycle: ReportCycle, year: number): CycleTurn {
  const dueOn = existing(localDate(year + cycle.yearOffset, cycle.dueMonth, cycle.dueDay));
  return {
    cycleCode: cycle.code,
    dueOn,
    windowFrom: boundary(cycle.windowFrom, yearOf(dueOn)),
    windowTo: boundary(cycle.windowTo, yearOf(dueOn)),
  };
}

/** The turns due within `days` from a day on, earliest first. */
export function turnsDueWithin(cycles: readonly ReportCycle[], from: LocalDate, days: number): CycleTurn[] {
  const until = addDays(from, days);
  const dueYears = Array.from({ length: yearOf(until) - yearOf(from) + 1 }, (_, i) => yearOf(from) + i);
  return cycles
    .flatMap((cycle) => dueYears.map((dueYear) => turnOf(cycle, dueYear - cycle.yearOffset)))
    .filter((turn) => turn.dueOn >= from && turn.dueOn <= until)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
}

/** The turn that is due on a day; undefined where no cycle is. */
export function turnDueOn(cycles: readonly ReportCycle[], dueOn: LocalDate): CycleTurn | undefined {
  return turnsDueWithin(cycles, dueOn, 0)[0];
}

/** When the counties' reports are opened: the start of a day in Asia/Shanghai. */
export const openingTime = (dueOn: LocalDate, openDaysBefore: number): Date => startOfShanghaiDay(addDays(dueOn, -openDaysBefore));

/** The instant at which a due day is over: it counts to 23:59:59 in Asia/Shanghai. */
export const endOfDueDay = (dueOn: LocalDate): Date => startOfShanghaiDay(addDays(dueOn, 1));

/** A report is prepared as soon as its window has closed: at the start of the next day in Asia/Shanghai. */
export const preparationTime = (turn: CycleTurn): Date => startOfShanghaiDay(addDays(turn.windowTo, 1));

function boundary({ monthDay, yearOffset }: Boundary, dueYear: number): LocalDate {
  return existing(localDate(dueYear + yearOffset, Number(monthDay.slice(0, 2)), Number(monthDay.slice(3))));
}

function existing(date: ReturnType<typeof localDate>): LocalDate {
  if (!date.ok) throw new RangeError(date.error);
  return date.value;
}
