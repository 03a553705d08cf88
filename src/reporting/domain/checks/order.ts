import type { LocalDate } from '../../../kernel/index.js';
import type { CaseFacts } from './case-facts.js';
import type { Strike } from './finding.js';
import { isExact, monthsAfter, type StatedDate } from './stated-date.js';

const ORDINANCE = '2004-01-01';
const PREVENTION_ACT = '2002-05-01';
const EARLIEST_AGE = 16;
const LATEST_AGE = 95;

/** What explains, in 备注, that a later step stands before an earlier one or was taken again. */
export const PROGRESSED = /晋期|复查|换证|补诊/;
const OLD_INJURY = /老工伤/;

/** 诊断 → 工伤认定 → 劳动能力鉴定. Dates known to the month or year are compared as intervals: only what is certain strikes. */
export function orderStrikes(facts: CaseFacts, windowTo: LocalDate, today: LocalDate): Strike[] {
  const { diagnosed, recognised, assessed, remark } = facts;
  const explained = PROGRESSED.test(remark);
  const strikes: Strike[] = [];
  if (diagnosed && (diagnosed.from > windowTo || diagnosed.from > today)) strikes.push({ check: 'O1', field: 'diagnosedOn' });
  if (diagnosed && isOfOddAge(facts, diagnosed)) strikes.push({ check: 'O2', field: 'diagnosedOn' });
  if (isBefore(recognised, diagnosed)) strikes.push({ check: 'O3', field: 'recognisedOn', mild: explained });
  if (isBefore(assessed, recognised)) strikes.push({ check: 'O4', field: 'assessedOn', mild: explained });
  if (assessed && !recognised) strikes.push({ check: 'O5', field: 'recognisedOn', mild: OLD_INJURY.test(remark) });
  return [...strikes, ...oddDates(facts)];
}

function oddDates({ diagnosed, recognised, assessed }: CaseFacts): Strike[] {
  const strikes: Strike[] = [];
  if (recognised && recognised.to < ORDINANCE) strikes.push({ check: 'O6', field: 'recognisedOn' });
  if (diagnosed && diagnosed.to < PREVENTION_ACT) strikes.push({ check: 'O7', field: 'diagnosedOn' });
  if (diagnosed && recognised && isExact(diagnosed) && isExact(recognised) && diagnosed.from === recognised.from)
    strikes.push({ check: 'O8', field: 'recognisedOn' });
  const dates = [
    ['diagnosedOn', diagnosed],
    ['recognisedOn', recognised],
    ['assessedOn', assessed],
  ] as const;
  for (const [field, date] of dates) if (date && !isExact(date)) strikes.push({ check: 'O9', field });
  return strikes;
}

const isBefore = (first: StatedDate | null, second: StatedDate | null): boolean =>
  first !== null && second !== null && first.to < second.from;

function isOfOddAge({ person }: CaseFacts, { from, to }: StatedDate): boolean {
  if (!person) return false;
  return to < monthsAfter(person.bornOn, EARLIEST_AGE * 12) || from >= monthsAfter(person.bornOn, (LATEST_AGE + 1) * 12);
}
