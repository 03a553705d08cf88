import type { LocalDate } from '../../../kernel/index.js';
import type { FormRow, ReportForms } from '../cell.js';
import type { JudgedOverride } from '../override.js';
import { caseFacts } from './case-facts.js';
import { changedAssessments, type EarlierStatements } from './earlier-statements.js';
import { enrolmentStrikes, type EnrolmentFacts } from './enrolment-facts.js';
import { finding, type Finding, type Strike } from './finding.js';
import { latenessStrikes } from './lateness.js';
import { cellStrikes, logicStrikes, repetitions, type ListedEmployers } from './logic.js';
import { orderStrikes } from './order.js';
import { summaryFindings } from './summary-checks.js';

export interface ReportToCheck {
  readonly forms: ReportForms;
  readonly overrides: readonly JudgedOverride[];
  readonly windowTo: LocalDate;
  readonly today: LocalDate;
  readonly employers: ListedEmployers;
  /** What enrolment knows of a row of 附件3. */
  readonly enrolmentOf: (row: string) => EnrolmentFacts;
  /** Whether another county of the city holds the case of a row of 附件3; which one is not for this county to know. */
  readonly isReportedElsewhere: (row: string) => boolean;
  readonly earlier: EarlierStatements;
  /** Cases of the county that no report of the system can carry. */
  readonly unplacedCases: number;
}

/** Everything that is to be said of a report before it is handed in, form by form in the order of the paper. */
export function checkReport(report: ReportToCheck): Finding[] {
  const { overrides, windowTo, today } = report;
  const stale = overrides.filter(({ systemChanged, rowGone }) => systemChanged || rowGone);
  return [
    ...summaryFindings(report.forms['coverage-summary'] ?? []),
    ...annex3Findings(report),
    ...stale.map(({ address }) => finding('S4', address)),
    ...(today <= windowTo ? [finding('S7', null)] : []),
    ...casesAside(report),
  ];
}

function annex3Findings({ windowTo, today, employers, enrolmentOf, isReportedElsewhere, ...report }: ReportToCheck): Finding[] {
  const rows = casesOf(report).map((row) => ({ row, facts: caseFacts(row) }));
  const changed = changedAssessments(
    rows.map(({ facts }) => facts),
    report.earlier,
  );
  const repeated = repetitions(rows.map(({ facts }) => facts));
  return rows.flatMap(({ row, facts }) => {
    const again = repeated.get(row.key);
    const strikes: Strike[] = [
      ...cellStrikes(row),
      ...orderStrikes(facts, windowTo, today),
      ...latenessStrikes(facts, today),
      ...logicStrikes(facts, employers),
      ...(changed.has(row.key) ? [{ check: 'L11', field: 'assessedOn' } as const] : []),
      ...enrolmentStrikes(facts, enrolmentOf(row.key)),
      ...(again ? [again] : []),
      ...(isReportedElsewhere(row.key) ? [{ check: 'L14', field: 'idNumber' } as const] : []),
    ];
    return strikes.map(({ check, field, ...strike }) => finding(check, { form: 'annex-3', row: row.key, field }, strike));
  });
}

/** Of cases that the form does not hold: said once, of the report as a whole. */
function casesAside({ forms, earlier, unplacedCases }: ReportToCheck): Finding[] {
  if (!forms['annex-3']) return [];
  const changed = changedAssessments([], earlier).size > 0 ? [finding('L11', null)] : [];
  return unplacedCases > 0 ? [...changed, finding('S8', null)] : changed;
}

const casesOf = ({ forms }: Pick<ReportToCheck, 'forms'>): readonly FormRow[] => forms['annex-3'] ?? [];

export const isCompulsory = ({ severity }: Finding): boolean => severity === 'compulsory';
export const isAdvisory = ({ severity }: Finding): boolean => severity === 'advisory';
