import type { Arrangement, WorkingCalendar } from './domain/index.js';

/** An arrangement as a city sees it. */
export interface KeptArrangement extends Arrangement {
  /** Set by the city itself; else it is what is published for all. */
  readonly ofCity: boolean;
  readonly setBy: string;
  readonly setAt: Date;
  readonly version: number;
}

export type KeptYear = Omit<KeptArrangement, 'days'>;

export interface ArrangementChange {
  readonly arrangement: Arrangement;
  readonly setBy: string;
  readonly at: Date;
}

/**
 * Where the arrangements of the years are kept: what is published for all, and what a city has set in its place, which no other city sees. Writing
 * needs a unit of work.
 */
export abstract class CalendarStore {
  /** The newest first. */
  abstract years(cityCode: string): Promise<KeptYear[]>;
  abstract find(cityCode: string, year: number): Promise<KeptArrangement | undefined>;
  /** What is known of the days in these years. */
  abstract calendar(cityCode: string, years: readonly number[]): Promise<WorkingCalendar>;
  abstract publishedYears(): Promise<ReadonlySet<number>>;
  /** For all cities. Fails where the year is there. */
  abstract publish(change: ArrangementChange): Promise<void>;
  /** The city's own first arrangement of the year, which gets the version given. Fails where there is one. */
  abstract add(cityCode: string, change: ArrangementChange, version: number): Promise<void>;
  /** Puts the arrangement in the place of the city's own with `version`; false where that is stale. */
  abstract replace(cityCode: string, change: ArrangementChange, version: number): Promise<boolean>;
}
