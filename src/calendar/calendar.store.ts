import type { Arrangement, WorkingCalendar } from './domain/index.js';

/** An arrangement as it is kept. */
export interface KeptArrangement extends Arrangement {
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

/** Where the arrangements of the years are kept. Writing needs a unit of work. */
export abstract class CalendarStore {
  /** The newest first. */
  abstract years(): Promise<KeptYear[]>;
  abstract find(year: number): Promise<KeptArrangement | undefined>;
  /** What is known of the days in these years. */
  abstract calendar(years: readonly number[]): Promise<WorkingCalendar>;
  /** Fails where the year is there. */
  abstract add(change: ArrangementChange): Promise<void>;
  /** Puts the arrangement in the place of the one with `version`; false where that is stale. */
  abstract replace(change: ArrangementChange, version: number): Promise<boolean>;
}
