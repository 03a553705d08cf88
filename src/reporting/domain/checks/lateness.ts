import { addDays, type LocalDate } from '../../../kernel/index.js';
import type { CaseFacts } from './case-facts.js';
import type { CheckId } from './check-table.js';
import type { Strike } from './finding.js';
import { daysBetween, monthsAfter } from './stated-date.js';
import { PERIODS } from './statutory-periods.js';

/** Probable lateness. Where a date is known to the month or year, only the days that have passed for certain count. */
export function latenessStrikes(facts: CaseFacts, today: LocalDate): Strike[] {
  const recognition = facts.recognised ? lateRecognition(facts) : missingRecognition(facts, today);
  const strikes: Strike[] = recognition ? [{ check: recognition, field: 'recognisedOn' }] : [];
  const assessment = assessmentCheck(facts, today);
  if (assessment) strikes.push({ check: assessment, field: 'assessedOn' });
  if (lacksBenefits(facts, today)) strikes.push({ check: 'T12', field: 'receivesBenefits' });
  return strikes;
}

/** Without a recognition: within the employer's thirty days, or the worker's year. */
function missingRecognition({ diagnosed, assessed }: CaseFacts, today: LocalDate): CheckId | null {
  // An assessment without a recognition is a missing cell (O5), no clock that runs.
  if (!diagnosed || assessed || diagnosed.to > today) return null;
  const passed = daysBetween(diagnosed.to, today);
  const yearEnds = monthsAfter(diagnosed.to, PERIODS.workerAppliesMonths);
  if (today > yearEnds) return 'T5';
  if (daysBetween(today, yearEnds) <= PERIODS.workerHurries) return 'T4';
  if (passed > PERIODS.employerApplies) return 'T3';
  return passed >= PERIODS.employerReminded ? 'T2' : 'T1';
}

function lateRecognition({ diagnosed, recognised }: CaseFacts): CheckId | null {
  if (!diagnosed || !recognised) return null;
  const passed = daysBetween(diagnosed.to, recognised.from);
  if (passed > PERIODS.longestByWorker) return 'T9';
  return passed > PERIODS.longestOrdinary ? 'T8' : null;
}

function assessmentCheck({ recognised, assessed }: CaseFacts, today: LocalDate): CheckId | null {
  if (!recognised) return null;
  if (!assessed) return today > monthsAfter(recognised.to, PERIODS.pausedWorkMonths) ? 'T10' : null;
  const longest = addDays(monthsAfter(recognised.to, PERIODS.pausedWorkExtendedMonths), PERIODS.assessmentDecides);
  return assessed.from > longest ? 'T11' : null;
}

const lacksBenefits = ({ assessed, insured, receivesBenefits }: CaseFacts, today: LocalDate): boolean =>
  assessed !== null && insured === '是' && receivesBenefits === '否' && daysBetween(assessed.to, today) > PERIODS.benefitsBegin;
