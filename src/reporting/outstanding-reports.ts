import type { LocalDate } from '../kernel/index.js';
import type { Scope } from '../access/index.js';

/** A county's report that has not been handed in (or was returned), with the day on which it is due. */
export interface OutstandingReport {
  readonly reportId: number;
  readonly cycleName: string;
  readonly countyCode: string;
  readonly dueOn: LocalDate;
}

/** Which reports are still owed, for whoever reminds of them. */
export abstract class OutstandingReports {
  /** Due on or before a day, by due day and county. */
  abstract dueUntil(scope: Scope, day: LocalDate): Promise<OutstandingReport[]>;
  /** Those of the ids that are still owed. */
  abstract among(scope: Scope, reportIds: readonly number[]): Promise<ReadonlySet<number>>;
}
