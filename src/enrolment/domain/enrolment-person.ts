import { monthOf, monthsBetween, type LocalDate, type Month } from '../../kernel/index.js';
import { STALE_AFTER_MONTHS, type EnrolmentStatus } from './enrolment-record.js';

/** What a month's extract by person says of one person at one unit in 工伤保险. */
export interface PersonRecord {
  readonly unitNo: string;
  readonly month: Month;
  readonly status: EnrolmentStatus;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}

/** Whether the record insures the person on the day: active, begun and not ended. */
export const isActiveOn = ({ status, startedOn, endedOn }: PersonRecord, day: LocalDate): boolean =>
  status === 'active' && (startedOn === null || startedOn <= day) && (endedOn === null || endedOn >= day);

/** Older than three months before the day: shown as such. */
export const isStaleOn = ({ month }: Pick<PersonRecord, 'month'>, day: LocalDate): boolean =>
  monthsBetween(month, monthOf(day)) > STALE_AFTER_MONTHS;

/** What one batch holds of a unit's people for a month. */
export interface UnitExtract {
  readonly unitNo: string;
  readonly month: Month;
  /** Grows with the moment of recording. */
  readonly batchId: number;
  readonly activePeople: number;
}

/** For each unit the extract in force: of the newest month; for one month the later recorded corrects the earlier one. */
export function newestExtracts<E extends UnitExtract>(extracts: Iterable<E>): Map<string, E> {
  const newest = new Map<string, E>();
  for (const extract of extracts) {
    const best = newest.get(extract.unitNo);
    if (!best || extract.month > best.month || (extract.month === best.month && extract.batchId > best.batchId)) {
      newest.set(extract.unitNo, extract);
    }
  }
  return newest;
}
