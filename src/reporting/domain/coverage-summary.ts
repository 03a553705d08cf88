import { gapToTarget, meetsTarget, ratePercent, type CoverageLine } from '../../coverage/domain/index.js';
import { addressText, type CellValue, type FormRow } from './cell.js';

export const TOTAL = 'total';
export const industryKey = (code: string): string => `industry-${code}`;

/** Columns that are added up. */
export const SUMMARY_COUNTS = ['enterprises', 'insuredEnterprises', 'headcount', 'insured', 'insuredMin', 'insuredMax'] as const;

/** A line of the coverage summary as a row of the form. Figures that do not exist are null, never 0. */
export function summaryRow(key: string, line: CoverageLine): FormRow {
  const known = (figure: number): number | null => (line.hasData ? figure : null);
  return {
    key,
    title: line.name,
    cells: {
      enterprises: line.enterprises,
      insuredEnterprises: line.coveredEnterprises,
      headcount: line.headcount,
      insured: known(line.insured),
      insuredMin: known(line.insuredMin),
      insuredMax: known(line.insuredMax),
      rate: line.ratePercent === null ? null : line.ratePercent.toFixed(2),
      target: line.target,
      met: answer(line.met),
      gap: line.gap,
    },
  };
}

/**
 * What follows from overridden figures: the total moves by as much as its lines, and rate, verdict and gap follow from people and target,
 * wherever these cells have no override of their own. Without overrides the rows stay as they are.
 */
export function deriveSummary(system: readonly FormRow[], stated: readonly FormRow[], overridden: ReadonlySet<string>): readonly FormRow[] {
  const isOwn = (row: string, field: string): boolean => overridden.has(addressText({ form: 'coverage-summary', row, field }));
  const pairs = stated.map((row, i) => ({ row, before: system[i] ?? row }));
  const moved = (field: string): number =>
    pairs
      .filter(({ row }) => row.key !== TOTAL)
      .reduce((sum, { row, before }) => sum + difference(row.cells[field], before.cells[field]), 0);
  return pairs.map(({ row, before }) => {
    const counted = row.key === TOTAL ? withCounts(row, (field) => (isOwn(TOTAL, field) ? 0 : moved(field))) : row;
    return withRates(counted, before, (field) => isOwn(row.key, field));
  });
}

const difference = (now: CellValue | undefined, before: CellValue | undefined): number =>
  typeof now === 'number' ? now - (typeof before === 'number' ? before : 0) : 0;

function withCounts(row: FormRow, moved: (field: string) => number): FormRow {
  const cells = { ...row.cells };
  for (const field of SUMMARY_COUNTS) {
    const value = cells[field];
    const by = moved(field);
    if (by !== 0) cells[field] = Math.max(0, (typeof value === 'number' ? value : 0) + by);
  }
  return { ...row, cells };
}

function withRates(row: FormRow, before: FormRow, isOwn: (field: string) => boolean): FormRow {
  const { headcount, insured, target } = row.cells;
  const same = ['headcount', 'insured', 'target'].every((field) => row.cells[field] === before.cells[field]);
  if (same || typeof headcount !== 'number' || typeof insured !== 'number') return row;
  const derived = verdictOn(insured, headcount, typeof target === 'number' ? target : null);
  const cells = Object.entries(derived).filter(([field]) => !isOwn(field));
  return { ...row, cells: { ...row.cells, ...Object.fromEntries(cells) } };
}

/** Rate, verdict and gap as they follow from people and target (percent; null where none is set). */
export function verdictOn(insured: number, headcount: number, target: number | null): Readonly<Record<'rate' | 'met' | 'gap', CellValue>> {
  const rate = ratePercent(insured, headcount);
  return {
    rate: rate === null ? null : rate.toFixed(2),
    met: target === null ? null : answer(meetsTarget(insured, headcount, target)),
    gap: target === null ? null : gapToTarget(insured, headcount, target),
  };
}

function answer(met: boolean | null): string | null {
  if (met === null) return null;
  return met ? '是' : '否';
}
