import { addDays, type LocalDate } from '../../kernel/index.js';
import type { CycleTurn } from './cycle.js';
import { turnsPlanned, type CyclePlan } from './cycle-plan.js';
import { windowFaults, type WindowFault } from './windows.js';

/** Windows are compared from a year before a day to some years after: every turn repeats within that, leap years included. */
const DAYS_COMPARED = 6 * 366;
const DAYS_BEFORE = 366;

/**
 * Where windows do not touch around the day from which a plan is in force. Cycles without 附件3 count no cases: theirs touch nothing.
 * Throws a RangeError where a cycle names a day that does not exist in every year.
 * @param opened turns that keep what they were opened with
 */
export function faultsAround(plans: readonly CyclePlan[], effectiveFrom: LocalDate, opened: readonly CycleTurn[]): WindowFault[] {
  const from = addDays(effectiveFrom, -DAYS_BEFORE);
  const turns = [...opened.filter(({ dueOn }) => dueOn >= from), ...turnsPlanned(plans, from, DAYS_COMPARED, opened)];
  return windowFaults(turns.filter(({ cycleCode }) => countsCases(plans, cycleCode)));
}

const countsCases = (plans: readonly CyclePlan[], cycleCode: string): boolean =>
  plans.flatMap(({ cycles }) => cycles).some(({ code, forms }) => code === cycleCode && forms.includes('annex-3'));

export const faultWords = ({ kind, from, to }: WindowFault): string =>
  kind === 'gap' ? `${from} 至 ${to} 诊断的病例没有报表统计` : `${from} 至 ${to} 诊断的病例会被重复统计`;
