import type { EChartsOption } from 'echarts';
import { rate } from './rate';
import type { Line } from './use-coverage';
import { hasInterval, standing, toneOf } from './words';

const COLOURS = { good: '#2f855a', bad: '#c2573f', quiet: '#9aa5b1' } as const;
const MARKS = { good: '✔', bad: '✖', quiet: '○' } as const;

/** The best at the top; those without data at the bottom, without a bar. */
export const ranked = (lines: readonly Line[]): Line[] => [...lines].sort((a, b) => (b.ratePercent ?? -1) - (a.ratePercent ?? -1));

/** Bars of the official rate with a whisker over what undecided matches allow, the target as a line, and the gap in people in words. */
export function rankingOption(lines: readonly Line[], target: number | null): EChartsOption {
  const shown = ranked(lines).reverse();
  return {
    aria: { enabled: false },
    animation: false,
    grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
    yAxis: [
      { type: 'category', data: shown.map(({ name }) => name), axisTick: { show: false } },
      {
        type: 'category',
        position: 'right',
        data: shown.map(label),
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: { color: '#1f2933' },
      },
    ],
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (points) => tip(shown, points) },
    series: [
      {
        type: 'bar',
        barWidth: 16,
        data: shown.map((line) => ({ value: line.ratePercent ?? 0, itemStyle: { color: COLOURS[toneOf(line)] } })),
        ...(target === null
          ? {}
          : {
              markLine: {
                symbol: 'none',
                silent: true,
                lineStyle: { color: '#1d5fae', type: 'dashed', width: 2 },
                label: { formatter: `目标 ${target}%`, position: 'end' },
                data: [{ xAxis: target }],
              },
            }),
      },
      { type: 'custom', silent: true, z: 5, data: shown.map(whisker), renderItem: drawWhisker, encode: { x: [1, 2], y: 0 } },
    ],
  };
}

function label(line: Line): string {
  const figure = line.ratePercent === null ? '' : `${line.ratePercent.toFixed(2)}% `;
  return `${MARKS[toneOf(line)]} ${figure}${standing(line)}`;
}

const whisker = (line: Line, i: number): number[] =>
  hasInterval(line) ? [i, rate(line.insuredMin, line.headcount) ?? 0, rate(line.insuredMax, line.headcount) ?? 0] : [i, NaN, NaN];

type Custom = Extract<NonNullable<EChartsOption['series']>, { type?: 'custom' }>;
const drawWhisker: NonNullable<Custom['renderItem']> = (_params, api) => {
  const [i, from, to] = [api.value(0), api.value(1), api.value(2)].map(Number);
  if (i === undefined || from === undefined || to === undefined || Number.isNaN(from)) return null;
  const [left = 0, y = 0] = api.coord([from, i]);
  const [right = 0] = api.coord([to, i]);
  const style = { stroke: '#1f2933', lineWidth: 2, fill: 'none' };
  const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line' as const, shape: { x1, y1, x2, y2 }, style });
  return { type: 'group', children: [line(left, y, right, y), line(left, y - 5, left, y + 5), line(right, y - 5, right, y + 5)] };
};

function tip(lines: readonly Line[], points: unknown): string {
  const [point] = Array.isArray(points) ? (points as { dataIndex: number }[]) : [];
  const line = point && lines[point.dataIndex];
  if (!line) return '';
  return `${line.name}<br>参保 ${line.insured} / 职工 ${line.headcount} 人<br>${standing(line)}`;
}
