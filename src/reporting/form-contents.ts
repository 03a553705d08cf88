import { BASIS_NAMES, FLAG_NAMES, outOfScopeName, type CoverageEntry, type CoverageLine } from '../coverage/index.js';
import type { LocalDate } from '../kernel/index.js';
import { TOTAL, type CellValue, type FormRow, type ReportForms } from './domain/index.js';
import type { Annex2Form, Annex3Form, CoverageEnterpriseLine, CoverageFigures, CoverageSummaryForm } from './forms/index.js';
import { industryName, type IndustryNames } from './system-forms.js';

/** What all three forms say above their tables. */
export interface FormHead {
  readonly cityName: string;
  readonly countyName: string;
  readonly filledOn: LocalDate;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  readonly industryNames: IndustryNames;
}

/** 附件2 is the health side's form, 附件3 and the summary are 人社's (Rules 三(一)1, 四). */
const healthUnit = ({ countyName }: FormHead): string => `${countyName}卫生健康委员会`;
const socialSecurityUnit = ({ countyName }: FormHead): string => `${countyName}人力资源和社会保障局`;

/** What the enterprise lines and the foot of the summary rest on. */
export interface CoverageBehind {
  readonly report: { readonly asOf: LocalDate; readonly total: Pick<CoverageLine, 'targetClause'> };
  readonly entries: readonly CoverageEntry[];
  /** How often automatic links were found wrong, as a sentence; null where nobody has looked. */
  readonly linkQuality: string | null;
}

/** What a report states, for the forms: `hash` stands at the foot of the summary, `remarks` below the foot of summary and 附件3. */
export interface FormsToFill {
  readonly coverage: CoverageBehind;
  readonly stated: ReportForms;
  readonly hash: string;
  readonly remarks?: readonly string[];
}

export function annex2Form(head: FormHead, { stated }: FormsToFill): Annex2Form {
  return {
    cityName: head.cityName,
    reportingUnit: healthUnit(head),
    filledOn: head.filledOn,
    rows: (stated['annex-2'] ?? []).map((row) => ({
      industry: words(row, 'industry'),
      name: words(row, 'name'),
      address: words(row, 'address'),
      headcount: figure(row.cells['headcount']),
      contact: words(row, 'contact'),
      phone: words(row, 'phone'),
      remark: words(row, 'remark'),
    })),
  };
}

export function annex3Form(head: FormHead, { stated, remarks }: FormsToFill): Annex3Form {
  return {
    remarks,
    cityName: head.cityName,
    reportingUnit: socialSecurityUnit(head),
    filledOn: head.filledOn,
    rows: (stated['annex-3'] ?? []).map((row) => ({
      name: words(row, 'name'),
      sex: words(row, 'sex'),
      idNumber: words(row, 'idNumber'),
      employer: words(row, 'employer'),
      disease: words(row, 'disease'),
      diagnosedOn: words(row, 'diagnosedOn'),
      recognisedOn: words(row, 'recognisedOn'),
      assessedOn: words(row, 'assessedOn'),
      insured: words(row, 'insured'),
      receivesBenefits: words(row, 'receivesBenefits'),
      remark: words(row, 'remark'),
    })),
  };
}

export function coverageSummaryForm(head: FormHead, { stated, coverage, hash, remarks }: FormsToFill): CoverageSummaryForm {
  const { report, entries, linkQuality } = coverage;
  const inScope = entries.filter(({ coverage }) => coverage.inScope);
  const rows = stated['coverage-summary'] ?? [];
  const total = rows.find(({ key }) => key === TOTAL);
  if (!total) throw new Error('A coverage summary has no total.');
  return {
    cityName: head.cityName,
    reportingUnit: socialSecurityUnit(head),
    filledOn: head.filledOn,
    asOf: report.asOf,
    period: head.period,
    lines: rows.filter(({ key }) => key !== TOTAL).map((row) => ({ industry: row.title ?? '', ...figures(row) })),
    total: figures(total),
    targetClause: report.total.targetClause,
    openMatches: inScope.reduce((sum, { units }) => sum + units.filter(({ status }) => status === 'review').length, 0),
    linkQuality,
    excludedEnterprises: entries.filter(({ coverage }) => coverage.outOfScopeBecause === 'suspended-without-headcount').length,
    openProposals: inScope.filter(({ coverage }) => coverage.flags.includes('proposal-open')).length,
    enterprises: entries.map((entry) => enterpriseLine(entry, head)),
    snapshotHash: hash,
    remarks,
  };
}

const words = ({ cells }: FormRow, field: string): string => String(cells[field] ?? '');
const figure = (value: CellValue | undefined): number | null => (typeof value === 'number' ? value : null);

function figures({ cells }: FormRow): CoverageFigures {
  const [min, max] = [figure(cells['insuredMin']), figure(cells['insuredMax'])];
  const [rate, met] = [cells['rate'] ?? null, cells['met'] ?? null];
  return {
    enterprises: figure(cells['enterprises']),
    insuredEnterprises: figure(cells['insuredEnterprises']),
    headcount: figure(cells['headcount']),
    insured: figure(cells['insured']),
    interval: min === null || max === null ? null : { min, max },
    rate: rate === null ? null : String(rate),
    target: figure(cells['target']),
    met: met === null ? null : met === '是',
    gap: figure(cells['gap']),
  };
}

function enterpriseLine({ line, coverage, units }: CoverageEntry, head: FormHead): CoverageEnterpriseLine {
  const counted = (figure: number): number | null => (coverage.inScope ? figure : null);
  return {
    industry: industryName(line, head.industryNames),
    name: line.name,
    headcount: counted(coverage.headcount),
    insured: counted(coverage.insured),
    insuredMin: counted(coverage.insuredMin),
    insuredMax: counted(coverage.insuredMax),
    basis: basisName(coverage),
    units: units
      .filter(({ status }) => status !== 'review')
      .map(({ unitNo, unitName }) => `${unitName}（${unitNo}）`)
      .join('、'),
    remark: [...coverage.flags.map((flag) => FLAG_NAMES[flag]), outOfScopeName(coverage.outOfScopeBecause), line.remark]
      .filter((text) => text !== '')
      .join('；'),
  };
}

/** Where only the head-count rests on names, it is said beside the basis of the insured. */
const basisName = ({ basis, headcountBasis }: CoverageEntry['coverage']): string =>
  headcountBasis === 'named' && basis !== 'named' ? `${BASIS_NAMES[basis]}（人数实名）` : BASIS_NAMES[basis];
