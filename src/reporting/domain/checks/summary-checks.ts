import { gapToTarget, meetsTarget, ratePercent } from '../../../coverage/domain/index.js';
import type { CellValue, FormRow } from '../cell.js';
import { TOTAL } from '../coverage-summary.js';
import type { CheckId } from './check-table.js';
import { finding, type Finding } from './finding.js';

const SUMMED = ['enterprises', 'insuredEnterprises', 'headcount', 'insured'] as const;

/** The coverage summary says nothing that contradicts itself. */
export function summaryFindings(rows: readonly FormRow[]): Finding[] {
  const at = (check: CheckId, row: string, field: string): Finding => finding(check, { form: 'coverage-summary', row, field });
  const ofRows = rows.flatMap(({ key, cells }) => rowFaults(cells).map(([check, field]) => at(check, key, field)));
  const total = rows.find(({ key }) => key === TOTAL);
  if (!total) return ofRows;
  const lines = rows.filter(({ key }) => key !== TOTAL);
  const unequal = SUMMED.filter((field) => sum(lines, field) !== (total.cells[field] ?? 0));
  const noData = total.cells['insured'] === null ? [at('S6', TOTAL, 'insured')] : [];
  return [...ofRows, ...unequal.map((field) => at('S5', TOTAL, field)), ...noData];
}

const sum = (rows: readonly FormRow[], field: string): number =>
  rows.reduce((total, { cells }) => total + (typeof cells[field] === 'number' ? cells[field] : 0), 0);

function rowFaults(cells: Readonly<Record<string, CellValue>>): [CheckId, string][] {
  const { headcount, insured, enterprises, insuredEnterprises, rate, target, met, gap } = cells;
  const faults: [CheckId, string][] = [];
  if (typeof insured === 'number' && typeof headcount === 'number' && insured > headcount) faults.push(['S1', 'insured']);
  if (typeof insuredEnterprises === 'number' && typeof enterprises === 'number' && insuredEnterprises > enterprises)
    faults.push(['S2', 'insuredEnterprises']);
  if (typeof insured !== 'number' || typeof headcount !== 'number') return faults;
  if (rate !== null && rate !== (ratePercent(insured, headcount)?.toFixed(2) ?? null)) faults.push(['S3', 'rate']);
  if (typeof target !== 'number') return faults;
  if (met !== null && (met === '是') !== meetsTarget(insured, headcount, target)) faults.push(['S3', 'met']);
  if (gap !== null && gap !== gapToTarget(insured, headcount, target)) faults.push(['S3', 'gap']);
  return faults;
}
