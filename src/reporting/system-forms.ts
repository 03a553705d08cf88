import type { KeptCase } from '../cases/index.js';
import type { CoverageReport, EntryOverview } from '../coverage/index.js';
import { industryKey, markSupplementary, summaryRow, TOTAL, type FormRow, type ReportForm, type ReportForms } from './domain/index.js';
import type { CarriedCase } from './cases-of-report.js';

/** Names of the key industries by code. */
export type IndustryNames = ReadonlyMap<string, string>;

/** What of a county's coverage the forms show. */
export interface CoverageOfForms {
  readonly report: CoverageReport;
  readonly entries: readonly EntryOverview[];
}

/** The report's forms as the system fills them, before any person changes a cell. */
export function systemForms(
  forms: readonly ReportForm[],
  coverage: CoverageOfForms,
  cases: readonly CarriedCase[],
  industries: IndustryNames,
): ReportForms {
  const made: Readonly<Record<ReportForm, () => FormRow[]>> = {
    'coverage-summary': () => summaryRows(coverage),
    'annex-2': () => annex2Rows(coverage, industries),
    'annex-3': () => cases.map(annex3Row),
  };
  return Object.fromEntries(forms.map((form) => [form, made[form]()]));
}

const summaryRows = ({ report }: CoverageOfForms): FormRow[] => [
  ...report.lines.map((line) => summaryRow(industryKey(line.code), line)),
  summaryRow(TOTAL, report.total),
];

/** The registry in force: enterprises whose removal a person has confirmed are no longer listed. */
function annex2Rows({ entries }: CoverageOfForms, industries: IndustryNames): FormRow[] {
  const listed = entries.filter(({ coverage }) => coverage.inScope || coverage.outOfScopeBecause === 'suspended-without-headcount');
  return listed.map(({ line }) => ({
    key: `enterprise-${line.enterpriseId}`,
    cells: {
      industry: industryName(line, industries),
      name: line.name,
      address: line.address,
      headcount: line.headcount,
      contact: line.contact,
      phone: line.phones,
      remark: line.remark,
    },
  }));
}

const annex3Row = ({ supplementary, ...kept }: CarriedCase): FormRow => {
  const { key, cells } = caseRow(kept);
  return supplementary ? { key, cells: { ...cells, remark: markSupplementary(kept.case.remark) } } : { key, cells };
};

/** A case as a row of 附件3, as the data know it. */
export const caseRow = ({ caseId, case: one }: KeptCase): FormRow => ({
  key: `case-${caseId}`,
  cells: {
    name: one.name,
    sex: one.sex,
    idNumber: one.idNumber,
    employer: one.employerName,
    disease: one.diseaseText,
    diagnosedOn: one.diagnosedText,
    recognisedOn: one.recognisedText,
    assessedOn: one.assessedText,
    insured: one.insured,
    receivesBenefits: one.receivesBenefits,
    remark: one.remark,
  },
});

export const industryName = ({ industryCode, industryText }: EntryOverview['line'], industries: IndustryNames): string =>
  (industryCode === null ? undefined : industries.get(industryCode)) ?? industryText;
