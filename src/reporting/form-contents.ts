import type { DiseaseCase } from '../cases/index.js';
import type { CoverageEntry, CoverageFlag, CoverageLine, FrozenCoverage } from '../coverage/index.js';
import type { LocalDate } from '../kernel/index.js';
import { PROPOSAL_NAMES, type ScopeProposal } from '../registry/index.js';
import type { Annex2Form, Annex3Form, CoverageEnterpriseLine, CoverageFigures, CoverageSummaryForm } from './forms/index.js';

/** What all three forms say above their tables. */
export interface FormHead {
  readonly cityName: string;
  readonly countyName: string;
  readonly filledOn: LocalDate;
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  /** Names of the key industries by code. */
  readonly industryNames: ReadonlyMap<string, string>;
}

/** 附件2 is the health side's form, 附件3 and the summary are 人社's (Rules 三(一)1, 四). */
const healthUnit = ({ countyName }: FormHead): string => `${countyName}卫生健康委员会`;
const socialSecurityUnit = ({ countyName }: FormHead): string => `${countyName}人力资源和社会保障局`;

/** The registry in force: enterprises whose removal a person has confirmed are no longer listed. */
export function annex2Form(head: FormHead, { entries }: FrozenCoverage): Annex2Form {
  const listed = entries.filter(({ coverage }) => coverage.inScope || coverage.outOfScopeBecause === 'suspended-without-headcount');
  return {
    cityName: head.cityName,
    reportingUnit: healthUnit(head),
    filledOn: head.filledOn,
    rows: listed.map(({ line }) => ({
      industry: industryName(line, head),
      name: line.name,
      address: line.address,
      headcount: line.headcount,
      contact: line.contact,
      phone: line.phones,
      remark: line.remark,
    })),
  };
}

export function annex3Form(head: FormHead, cases: readonly DiseaseCase[]): Annex3Form {
  return {
    cityName: head.cityName,
    reportingUnit: socialSecurityUnit(head),
    filledOn: head.filledOn,
    rows: cases.map((one) => ({
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
    })),
  };
}

export function coverageSummaryForm(head: FormHead, { report, entries, linkQuality, hash }: FrozenCoverage): CoverageSummaryForm {
  const inScope = entries.filter(({ coverage }) => coverage.inScope);
  return {
    cityName: head.cityName,
    reportingUnit: socialSecurityUnit(head),
    filledOn: head.filledOn,
    asOf: report.asOf,
    period: head.period,
    lines: report.lines.map((line) => ({ industry: line.name, ...figures(line) })),
    total: figures(report.total),
    targetClause: report.total.targetClause,
    openMatches: inScope.reduce((sum, { units }) => sum + units.filter(({ status }) => status === 'review').length, 0),
    linkQuality,
    excludedEnterprises: entries.filter(({ coverage }) => coverage.outOfScopeBecause === 'suspended-without-headcount').length,
    openProposals: inScope.filter(({ coverage }) => coverage.flags.includes('proposal-open')).length,
    enterprises: entries.map((entry) => enterpriseLine(entry, head)),
    snapshotHash: hash,
  };
}

function figures(line: CoverageLine): CoverageFigures {
  const { hasData, insured, insuredMin: min, insuredMax: max } = line;
  return {
    enterprises: line.enterprises,
    insuredEnterprises: line.coveredEnterprises,
    headcount: line.headcount,
    insured: hasData ? insured : null,
    interval: hasData ? { min, max } : null,
    rate: line.ratePercent === null ? null : line.ratePercent.toFixed(2),
    target: line.target,
    met: line.met,
    gap: line.gap,
  };
}

function enterpriseLine({ line, coverage, units }: CoverageEntry, head: FormHead): CoverageEnterpriseLine {
  const counted = (figure: number): number | null => (coverage.inScope ? figure : null);
  return {
    industry: industryName(line, head),
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

const industryName = ({ industryCode, industryText }: CoverageEntry['line'], { industryNames }: FormHead): string =>
  (industryCode === null ? undefined : industryNames.get(industryCode)) ?? industryText;

const BASIS_NAMES: Readonly<Record<CoverageEntry['coverage']['basis'], string>> = {
  named: '实名',
  'unit-level': '单位',
  'proof-from-elsewhere': '异地凭证',
  none: '',
};

/** Where only the head-count rests on names, it is said beside the basis of the insured. */
const basisName = ({ basis, headcountBasis }: CoverageEntry['coverage']): string =>
  headcountBasis === 'named' && basis !== 'named' ? `${BASIS_NAMES[basis]}（人数实名）` : BASIS_NAMES[basis];

const FLAG_NAMES: Readonly<Record<CoverageFlag, string>> = {
  'proposal-open': '退出建议待认定',
  'suspended-without-headcount': '停产未注明人数',
  'suspended-counts-stated': '停产，按备注人数计',
  'headcount-missing': '缺职工人数',
  'more-insured-than-headcount': '参保人数大于职工人数',
  'stale-enrolment': '参保数据超过三个月',
  'insured-in-another-unit': '有人在其他单位参保',
  'proof-missing': '缺异地参保凭证',
  'candidates-open': '有待定匹配',
  'no-longer-listed': '最新名册未列入',
};

function outOfScopeName(because: string | null): string {
  if (because === null) return '';
  if (because === 'suspended-without-headcount') return '停产未注明人数，不计入';
  return because in PROPOSAL_NAMES ? `已认定${PROPOSAL_NAMES[because as ScopeProposal]}，不计入` : '';
}
