import { asLocalDate } from '../../kernel/index.js';
import { REPORT_FORMS, stateAt, type ReportForm, type Unlocking } from '../domain/index.js';
import type { CountyReport, ReportChanges } from '../reporting.store.js';
import type { CountyReportEntity } from './reporting.entities.js';

/** A report as it is at an instant. */
export function toReport({ unlockedAt, unlockedUntil, fallbackState, forms, ...row }: CountyReportEntity, now: Date): CountyReport {
  const unlocking: Unlocking | null =
    unlockedAt && unlockedUntil && fallbackState ? { at: unlockedAt, until: unlockedUntil, fallbackState } : null;
  return {
    ...row,
    dueOn: asLocalDate(row.dueOn),
    windowFrom: asLocalDate(row.windowFrom),
    windowTo: asLocalDate(row.windowTo),
    forms: forms === null ? REPORT_FORMS : (JSON.parse(forms) as ReportForm[]),
    state: stateAt(row.state, unlocking, now),
    unlocking,
  };
}

export function changedColumns({ unlocking, ...changes }: ReportChanges): Partial<CountyReportEntity> {
  if (unlocking === undefined) return changes;
  return {
    ...changes,
    unlockedAt: unlocking?.at ?? null,
    unlockedUntil: unlocking?.until ?? null,
    fallbackState: unlocking?.fallbackState ?? null,
  };
}
