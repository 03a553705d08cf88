import { addDays, type LocalDate } from '../../kernel/index.js';
import type { CycleTurn } from './cycle.js';

/** Days between two windows that no report counts, or that two count. */
export interface WindowFault {
  readonly kind: 'gap' | 'overlap';
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * Where the windows of turns do not touch. In a gap a case would be lost, in an overlap counted twice: 统计时间以职业病诊断时间为准 (附件3, note 2).
 * A window that ends before it begins overlaps with itself.
 */
export function windowFaults(turns: readonly Pick<CycleTurn, 'windowFrom' | 'windowTo'>[]): WindowFault[] {
  const faults: WindowFault[] = [];
  const sorted = turns.toSorted((a, b) =>
    a.windowFrom === b.windowFrom ? compare(a.windowTo, b.windowTo) : compare(a.windowFrom, b.windowFrom),
  );
  let covered: LocalDate | undefined;
  for (const { windowFrom, windowTo } of sorted) {
    if (windowTo < windowFrom) faults.push({ kind: 'overlap', from: windowTo, to: windowFrom });
    if (covered !== undefined && windowFrom > addDays(covered, 1))
      faults.push({ kind: 'gap', from: addDays(covered, 1), to: addDays(windowFrom, -1) });
    if (covered !== undefined && windowFrom <= covered)
      faults.push({ kind: 'overlap', from: windowFrom, to: windowTo < covered ? windowTo : covered });
    covered = covered === undefined || windowTo > covered ? windowTo : covered;
  }
  return faults;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
