import type { LocalDate } from '../../kernel/index.js';
import { isHandedIn, type ReportState } from './report.js';

/** A report as far as it may count cases. Of one county. */
export interface CarryingReport {
  readonly id: number;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly state: ReportState;
}

export interface CaseToCarry {
  readonly caseId: number;
  readonly diagnosedOn: LocalDate;
}

/** Which report counts a case: `supplementary` (补报) where it is not that of the case's own window. */
export type Carrier = { readonly reportId: number; readonly supplementary: boolean };

/**
 * The report that a case belongs to. One that has counted it keeps it. Else the report of the window of its diagnosis, as long as that is not
 * handed in; else, as 补报, the earliest later one that is not. Null: no report of the system covers the day of its diagnosis, or
 * no later one is open yet.
 */
export function carrierOf(
  { caseId, diagnosedOn }: CaseToCarry,
  reports: readonly CarryingReport[],
  counted: ReadonlyMap<number, number>,
): Carrier | null {
  const covers = ({ windowFrom, windowTo }: CarryingReport): boolean => windowFrom <= diagnosedOn && diagnosedOn <= windowTo;
  const keeper = reports.find(({ id }) => id === counted.get(caseId));
  if (keeper) return { reportId: keeper.id, supplementary: !covers(keeper) };
  const own = reports.find(covers);
  if (!own) return null;
  if (!isHandedIn(own.state)) return { reportId: own.id, supplementary: false };
  const next = reports
    .filter(({ windowFrom, state }) => windowFrom > own.windowTo && !isHandedIn(state))
    .toSorted((a, b) => (a.windowFrom < b.windowFrom ? -1 : 1))[0];
  return next ? { reportId: next.id, supplementary: true } : null;
}

const MARK = '补报';

/** 备注 of a case that is reported after its window: marked once. */
export const markSupplementary = (remark: string): string => {
  if (remark.includes(MARK)) return remark;
  return remark === '' ? MARK : `${MARK}；${remark}`;
};
