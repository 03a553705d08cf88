import type { CellAddress, CellValue, FormRow, ReportForms } from '../cell.js';
import { asLocalDate } from '../../../kernel/index.js';
import { NOTHING_BEFORE } from '../checks/earlier-statements.js';
import type { ReportToCheck } from '../checks/check-report.js';
import type { EnrolmentFacts } from '../checks/index.js';
import type { Override } from '../override.js';

/** Synthetic: 1 January 1970, 男. */
export const PERSON = '150802197001010018';

/** Enrolment cannot tell. */
export const UNKNOWN: EnrolmentFacts = { employerIsInsured: null, personIsInsured: null, insuredSince: null };

/** A row of 附件3 with which nothing is wrong on 1 October 2022. */
export const caseRow = (id: number, cells: Readonly<Record<string, CellValue>> = {}): FormRow => ({
  key: `case-${id}`,
  cells: {
    name: '甲某',
    sex: '男',
    idNumber: PERSON,
    employer: '甲矿业有限公司',
    disease: '矽肺壹期',
    diagnosedOn: '2022-06-10',
    recognisedOn: '2022-07-20',
    assessedOn: '2022-09-01',
    insured: '是',
    receivesBenefits: '是',
    remark: '',
    ...cells,
  },
});

export const summaryRowOf = (key: string, cells: Readonly<Record<string, CellValue>> = {}): FormRow => ({
  key,
  title: key,
  cells: {
    enterprises: 10,
    insuredEnterprises: 8,
    headcount: 1000,
    insured: 900,
    insuredMin: 850,
    insuredMax: 950,
    rate: '90.00',
    target: 100,
    met: '否',
    gap: 100,
    ...cells,
  },
});

/** Two industries of 1,000 people each, and their sum. */
export const summaryRows = (): FormRow[] => [
  summaryRowOf('industry-coal'),
  summaryRowOf('industry-metal'),
  summaryRowOf('total', {
    enterprises: 20,
    insuredEnterprises: 16,
    headcount: 2000,
    insured: 1800,
    insuredMin: 1700,
    insuredMax: 1900,
    gap: 200,
  }),
];

export const smallReport = (): ReportForms => ({ 'coverage-summary': summaryRows(), 'annex-3': [caseRow(1), caseRow(2)] });

export const overrideOf = (address: CellAddress, value: CellValue, systemValue: CellValue): Override => ({
  address,
  value,
  systemValue,
  reason: '现场核实',
  madeBy: '经办人',
  madeAt: new Date('2022-10-02T01:00:00Z'),
});

/** Forms that are checked on 1 October 2022, the day after their window, with nothing else to be said of them. */
export const reportToCheck = (forms: ReportForms, more: Partial<ReportToCheck> = {}): ReportToCheck => ({
  forms,
  overrides: [],
  windowTo: asLocalDate('2022-09-30'),
  today: asLocalDate('2022-10-01'),
  employers: { isListed: () => true, nearest: () => undefined },
  enrolmentOf: () => UNKNOWN,
  isReportedElsewhere: () => false,
  earlier: NOTHING_BEFORE,
  unplacedCases: 0,
  ...more,
});
