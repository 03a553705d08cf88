import type { LocalDate } from '../../../kernel/index.js';
import type { CaseFacts } from './case-facts.js';
import type { Strike } from './finding.js';

/** What enrolment knows of a case. Null: it cannot tell. */
export interface EnrolmentFacts {
  /** Whether the employer, an enterprise of 附件2, is linked to any insured unit. */
  readonly employerIsInsured: boolean | null;
  /** Whether the person has an active 工伤保险 record; null where no extract by person was handed over. */
  readonly personIsInsured: boolean | null;
  /** The earliest day from which any record insures the person. */
  readonly insuredSince: LocalDate | null;
}

/** 是否参保 against the enrolment extracts. Without an extract by person the form may be right: then it is asked, not refused. */
export function enrolmentStrikes({ insured, diagnosed }: CaseFacts, known: EnrolmentFacts): Strike[] {
  const { employerIsInsured, personIsInsured, insuredSince } = known;
  const strikes: Strike[] = [];
  if (insured === '是' && employerIsInsured === false && personIsInsured !== true)
    strikes.push({ check: 'L2', field: 'insured', mild: personIsInsured === null });
  if (insured === '否' && personIsInsured === true) strikes.push({ check: 'L3', field: 'insured' });
  if (diagnosed && insuredSince !== null && insuredSince > diagnosed.to) strikes.push({ check: 'L4', field: 'insured' });
  return strikes;
}
