import { groupBy } from '../../kernel/index.js';
import type { CellValue, FormRow, ReportForms } from './cell.js';
import { SUMMARY_COUNTS, TOTAL, verdictOn } from './coverage-summary.js';
import type { ReportForm } from './report.js';

/** The forms that exist for the city as a whole; 附件2 stays the counties'. */
export const CITY_FORMS: readonly ReportForm[] = ['coverage-summary', 'annex-3'];

/** The city's forms from what its counties state, in the order in which they are given. */
export function cityForms(counties: readonly ReportForms[], forms: readonly ReportForm[]): ReportForms {
  const rowsOf = (form: ReportForm): (readonly FormRow[])[] => counties.map((stated) => stated[form] ?? []);
  const made: Readonly<Partial<Record<ReportForm, () => FormRow[]>>> = {
    'coverage-summary': () => addSummaries(rowsOf('coverage-summary')),
    'annex-3': () => rowsOf('annex-3').flat(),
  };
  return Object.fromEntries(CITY_FORMS.filter((form) => forms.includes(form)).map((form) => [form, made[form]?.() ?? []]));
}

/**
 * The sum of people and enterprises, never the mean of rates; rate, verdict and gap follow from it. The total is the sum of the counties' totals as they
 * stated them. A figure that one of the counties has no data for does not exist for the city either: what is missing is not zero.
 */
export function addSummaries(summaries: readonly (readonly FormRow[])[]): FormRow[] {
  const byKey = groupBy(summaries.flat(), ({ key }) => key);
  const lines = [...byKey.keys()].filter((key) => key !== TOTAL);
  return [...lines, TOTAL].map((key) => addRows(key, byKey.get(key) ?? []));
}

function addRows(key: string, rows: readonly FormRow[]): FormRow {
  const counts: Record<string, CellValue> = Object.fromEntries(SUMMARY_COUNTS.map((field) => [field, sum(valuesOf(rows, field))]));
  const { headcount, insured } = counts;
  const target = common(rows.map(({ cells: { target: percent } }) => (typeof percent === 'number' ? percent : null)));
  const verdict = typeof headcount === 'number' && typeof insured === 'number' ? verdictOn(insured, headcount, target) : UNKNOWN;
  return { key, title: rows[0]?.title ?? '合计', cells: { ...counts, target, ...verdict } };
}

const UNKNOWN = { rate: null, met: null, gap: null };

const valuesOf = (rows: readonly FormRow[], field: string): CellValue[] => rows.map(({ cells }) => cells[field] ?? null);

function sum(values: readonly CellValue[]): number | null {
  const figures = values.filter((value) => typeof value === 'number');
  return figures.length === 0 || figures.length < values.length ? null : figures.reduce((total, figure) => total + figure, 0);
}

/** What all say; null where they differ: counties with different targets have none in common. */
export function common<T>(values: readonly (T | null)[]): T | null {
  const [first, ...others] = new Set(values);
  return others.length > 0 ? null : (first ?? null);
}
