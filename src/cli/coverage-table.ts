import type { CoverageLine, CoverageReport } from '../coverage/index.js';

const HEADER = ['企业数', '职工人数', '参保人数', '区间', '覆盖率', '目标', '是否达标', '缺口(人)'];
const NO_DATA = '无数据';

/** Coverage as an aligned table for a terminal. */
export function coverageTable({ by, lines, total }: CoverageReport): string {
  const rows = [[by === 'county' ? '旗县区' : '行业', ...HEADER], ...lines.map(cells), cells({ ...total, name: `合计 ${total.name}` })];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? '')))) ?? [];
  return rows.map((row) => row.map((cell, column) => pad(cell, widths[column] ?? 0, column > 0)).join('  ')).join('\n');
}

function cells(line: CoverageLine): string[] {
  if (!line.hasData) return [line.name, NO_DATA, '', '', '', '', '', '', ''];
  return [
    line.name,
    String(line.enterprises),
    String(line.headcount),
    String(line.insured),
    `${line.insuredMin}–${line.insuredMax}`,
    line.ratePercent === null ? '—' : `${line.ratePercent.toFixed(2)}%`,
    line.target === null ? '—' : `${line.target}%`,
    verdict(line.met),
    line.gap === null ? '—' : String(line.gap),
  ];
}

function verdict(met: boolean | null): string {
  if (met === null) return '—';
  return met ? '达标' : '未达标';
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return toTheRight ? blanks + text : text + blanks;
}

/** Chinese characters take two columns of a terminal. */
const displayWidth = (text: string): number =>
  [...text].reduce((width, char) => width + (/[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/.test(char) ? 2 : 1), 0);
