import type { LocalDate } from '../../kernel/index.js';
import { formDate, NO_FIGURE } from './cell-text.js';
import { fillForm } from './fill-form.js';
import type { FieldValues } from './placeholder.js';

/** Figures of one industry or of all of them. null is "no data" or "no target" and is shown as —, never as 0. Counts are people or enterprises. */
export interface CoverageFigures {
  /** 企业数, in scope */
  readonly enterprises: number | null;
  /** 已参保企业数 */
  readonly insuredEnterprises: number | null;
  /** 职工人数 */
  readonly headcount: number | null;
  /** 参保人数 by confirmed and automatic links */
  readonly insured: number | null;
  /** 参保人数区间 that the open matches allow */
  readonly interval: { readonly min: number; readonly max: number } | null;
  /** 覆盖率 in percent, already truncated to two decimals: `99.99`. */
  readonly rate: string | null;
  /** 目标 in percent */
  readonly target: number | null;
  /** 是否达标 */
  readonly met: boolean | null;
  /** 缺口, in people */
  readonly gap: number | null;
}

export interface CoverageLine extends CoverageFigures {
  readonly industry: string;
}

/** A line of the sheet 企业明细. */
export interface CoverageEnterpriseLine {
  readonly industry: string;
  readonly name: string;
  /** 职工人数 as counted; null where the enterprise is excluded from the count. */
  readonly headcount: number | null;
  readonly insured: number | null;
  readonly insuredMin: number | null;
  readonly insuredMax: number | null;
  /** 参保依据 as shown: 实名, 单位 or 异地凭证; empty where there is none. */
  readonly basis: string;
  /** 对应参保单位 as shown */
  readonly units: string;
  /** 备注/标记 as shown */
  readonly remark: string;
}

/** 专项扩面完成情况, with the enterprise lines behind it. */
export interface CoverageSummaryForm {
  readonly cityName: string;
  readonly reportingUnit: string;
  /** Not shown on the form; stands in the file's properties. */
  readonly filledOn: LocalDate;
  /** 统计截止日 */
  readonly asOf: LocalDate;
  /** 统计期间, both days included */
  readonly period: { readonly from: LocalDate; readonly to: LocalDate };
  /** One per key industry, in the order of the form. */
  readonly lines: readonly CoverageLine[];
  /** 合计 */
  readonly total: CoverageFigures;
  /** Where the target stands, for example 《实施细则》二（二）; null where no target is set. */
  readonly targetClause: string | null;
  /** Matches that nobody has decided yet. */
  readonly openMatches: number;
  /** What second looks have found of automatic links, a sentence without its full stop; null where there was none. */
  readonly linkQuality: string | null;
  /** Enterprises at a stop whose 备注 states no head-count. */
  readonly excludedEnterprises: number;
  /** Scope proposals that nobody has decided yet. */
  readonly openProposals: number;
  readonly enterprises: readonly CoverageEnterpriseLine[];
  /** SHA-256 of the coverage snapshot, hexadecimal. */
  readonly snapshotHash: string;
  /** Sentences below the foot of both sheets. */
  readonly remarks?: readonly string[] | undefined;
  readonly responsible?: string;
  readonly filledBy?: string;
  readonly phone?: string;
}

/**
 * Makes the workbook; the same form gives the same bytes. Throws Problem `form-cell-too-long`, `form-template-missing` or
 * `form-template-invalid`, and RangeError where a rate is not given with exactly two decimals.
 */
export async function fillCoverageSummary(templatesDir: string, form: CoverageSummaryForm): Promise<Buffer> {
  const fields = summaryFields(form);
  const lines = form.lines.map((line) => ({ industry: line.industry, ...figures(line) }));
  const enterprises = form.enterprises.map(enterpriseLine);
  return fillForm({
    templatesDir,
    file: 'coverage-summary.xlsx',
    madeOn: form.filledOn,
    madeBy: form.reportingUnit,
    sheets: [
      { fields, rows: lines, remarks: form.remarks },
      { fields, rows: enterprises, remarks: form.remarks },
    ],
  });
}

function summaryFields(form: CoverageSummaryForm): FieldValues {
  const total = Object.entries(figures(form.total)).map(([name, value]) => [`total.${name}`, value] as const);
  return {
    cityName: form.cityName,
    reportingUnit: form.reportingUnit,
    asOf: formDate(form.asOf),
    period: `${formDate(form.period.from)}至 ${formDate(form.period.to)}`,
    targetClause: form.targetClause ?? '未设目标',
    openMatches: form.openMatches,
    linkQuality: form.linkQuality === null ? '' : `${form.linkQuality}。`,
    excludedEnterprises: form.excludedEnterprises,
    openProposals: form.openProposals,
    snapshotHash: form.snapshotHash,
    responsible: form.responsible ?? null,
    filledBy: form.filledBy ?? null,
    phone: form.phone ?? null,
    ...Object.fromEntries(total),
  };
}

function figures(line: CoverageFigures): FieldValues {
  return {
    enterprises: line.enterprises ?? NO_FIGURE,
    insuredEnterprises: line.insuredEnterprises ?? NO_FIGURE,
    headcount: line.headcount ?? NO_FIGURE,
    insured: line.insured ?? NO_FIGURE,
    interval: line.interval ? `${line.interval.min}—${line.interval.max}` : NO_FIGURE,
    rate: line.rate === null ? NO_FIGURE : ratePercent(line.rate),
    target: line.target ?? NO_FIGURE,
    met: yesOrNo(line.met),
    gap: line.gap ?? NO_FIGURE,
  };
}

/** A number cell with the format 0.00 rounds a third decimal, and 99.999 would print as 100.00: so there may be none. */
function ratePercent(rate: string): number {
  if (!/^\d{1,3}\.\d{2}$/.test(rate)) throw new RangeError(`a coverage rate has two decimals, not "${rate}"`);
  return Number(rate);
}

function yesOrNo(met: boolean | null): string {
  if (met === null) return NO_FIGURE;
  return met ? '是' : '否';
}

const enterpriseLine = (line: CoverageEnterpriseLine): FieldValues => ({
  ...line,
  headcount: line.headcount ?? NO_FIGURE,
  insured: line.insured ?? NO_FIGURE,
  insuredMin: line.insuredMin ?? NO_FIGURE,
  insuredMax: line.insuredMax ?? NO_FIGURE,
});
