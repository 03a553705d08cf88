import { addMonths, asMonth, monthOf, monthsBetween, type IdNumber, type LocalDate } from '../../../kernel/index.js';
import { monthsAfter } from './stated-date.js';

/** 法定退休年龄 before the reform, and how it rises: by one month for every so many months by which somebody reaches it after December 2024. */
interface RetirementAge {
  readonly years: number;
  readonly monthsPerStep: number;
  readonly mostMonths: number;
}

/**
 * 《关于实施渐进式延迟法定退休年龄的决定》(2024-09-13, in force 2025-01-01). Women retire by 50 or by 55, which 附件3 does not tell:
 * the earlier one is taken, so that the check says no more than that somebody may be above it.
 */
const AGES: Readonly<Record<IdNumber['sex'], RetirementAge>> = {
  男: { years: 60, monthsPerStep: 4, mostMonths: 36 },
  女: { years: 50, monthsPerStep: 2, mostMonths: 60 },
};
const REFORM = asMonth('2025-01');

/** The day on which a person may reach 法定退休年龄, the earliest that sex and birth allow. */
export function retiresOn({ bornOn, sex }: Pick<IdNumber, 'bornOn' | 'sex'>): LocalDate {
  const { years, monthsPerStep, mostMonths } = AGES[sex];
  const reached = addMonths(monthOf(bornOn), years * 12);
  const after = monthsBetween(REFORM, reached);
  const delay = after < 0 ? 0 : Math.min(mostMonths, Math.floor(after / monthsPerStep) + 1);
  return monthsAfter(bornOn, years * 12 + delay);
}
