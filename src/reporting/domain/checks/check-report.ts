import type { LocalDate } from '../../../kernel/index.js';
import type { ReportForms } from '../cell.js';
import type { JudgedOverride } from '../override.js';
import { caseFacts } from './case-facts.js';
import { enrolmentStrikes, type EnrolmentFacts } from './enrolment-facts.js';
import { finding, type Finding } from './finding.js';
import { latenessStrikes } from './lateness.js';
import { cellStrikes, logicStrikes, repetitions } from './logic.js';
import { orderStrikes } from './order.js';
import { summaryFindings } from './summary-checks.js';

export interface ReportToCheck {
  readonly forms: ReportForms;
  readonly overrides: readonly JudgedOverride[];
  readonly windowTo: LocalDate;
  readonly today: LocalDate;
  /** Whether 附件2 knows an employer, by its name or an earlier one. */
  readonly isListed: (employer: string) => boolean;
  /** What enrolment knows of a row of 附件3. */
  readonly enrolmentOf: (row: string) => EnrolmentFacts;
  /** Cases of the county that no report of the system can carry. */
  readonly unplacedCases: number;
}

/** Everything that is to be said of a report before it is handed in, form by form in the order of the paper. */
export function checkReport(report: ReportToCheck): Finding[] {
  const { forms, overrides, windowTo, today, unplacedCases } = report;
  const stale = overrides.filter(({ systemChanged, rowGone }) => systemChanged || rowGone);
  return [
    ...summaryFindings(forms['coverage-summary'] ?? []),
    ...annex3Findings(report),
    ...stale.map(({ address }) => finding('S4', address)),
    ...(today <= windowTo ? [finding('S7', null)] : []),
    ...(unplacedCases > 0 && forms['annex-3'] ? [finding('S8', null)] : []),
  ];
}

function annex3Findings({ forms, windowTo, today, isListed, enrolmentOf }: ReportToCheck): Finding[] {
  const rows = (forms['annex-3'] ?? []).map((row) => ({ row, facts: caseFacts(row) }));
  const repeated = repetitions(rows.map(({ facts }) => facts));
  return rows.flatMap(({ row, facts }) => {
    const again = repeated.get(row.key);
    const strikes = [
      ...cellStrikes(row),
      ...orderStrikes(facts, windowTo, today),
      ...latenessStrikes(facts, today),
      ...logicStrikes(facts, isListed),
      ...enrolmentStrikes(facts, enrolmentOf(row.key)),
      ...(again ? [again] : []),
    ];
    return strikes.map(({ check, field, mild }) => finding(check, { form: 'annex-3', row: row.key, field }, mild));
  });
}

export const isCompulsory = ({ severity }: Finding): boolean => severity === 'compulsory';
export const isAdvisory = ({ severity }: Finding): boolean => severity === 'advisory';
