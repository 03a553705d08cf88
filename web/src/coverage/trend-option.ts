import type { EChartsOption } from 'echarts';
import { rate } from './rate';
import type { Report } from './use-coverage';

export interface Point {
  readonly asOf: string;
  readonly report: Report | undefined;
}

const round = (value: number | null | undefined): number | null => value ?? null;

/** The official rate over the years, the band that undecided matches allow around it, and the target of each year as steps. */
export function trendOption(points: readonly Point[]): EChartsOption {
  const totals = points.map(({ report }) => (report?.total.hasData === true ? report.total : undefined));
  const min = totals.map((line) => (line ? rate(line.insuredMin, line.headcount) : null));
  const max = totals.map((line) => (line ? rate(line.insuredMax, line.headcount) : null));
  return {
    aria: { enabled: false },
    animation: false,
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, data: ['覆盖率', '目标', '可能区间'] },
    xAxis: { type: 'category', data: points.map(({ asOf }) => asOf), boundaryGap: true },
    yAxis: {
      type: 'value',
      min: ({ min: lowest }) => Math.max(0, Math.floor(lowest / 10) * 10 - 10),
      max: 100,
      axisLabel: { formatter: '{value}%' },
    },
    tooltip: { trigger: 'axis', valueFormatter: (value) => (typeof value === 'number' ? `${value.toFixed(2)}%` : '暂无数据') },
    series: [
      { name: '下限', type: 'line', stack: 'band', symbol: 'none', lineStyle: { opacity: 0 }, data: min, tooltip: { show: false } },
      {
        name: '可能区间',
        type: 'line',
        stack: 'band',
        symbol: 'none',
        lineStyle: { opacity: 0 },
        itemStyle: { color: '#bbcfe7' },
        areaStyle: { color: '#bbcfe7', opacity: 0.8 },
        data: max.map((high, i) => (high === null ? null : Math.round((high - (min[i] ?? 0)) * 100) / 100)),
        tooltip: { show: false },
      },
      {
        name: '目标',
        type: 'line',
        step: 'middle',
        symbol: 'none',
        lineStyle: { type: 'dashed', color: '#1d5fae' },
        itemStyle: { color: '#1d5fae' },
        data: points.map(({ report }) => round(report?.total.target)),
      },
      {
        name: '覆盖率',
        type: 'line',
        symbolSize: 9,
        lineStyle: { width: 3, color: '#17406f' },
        itemStyle: { color: '#17406f' },
        label: { show: true, position: 'bottom', formatter: ({ value }) => (typeof value === 'number' ? `${value.toFixed(2)}%` : '') },
        data: totals.map((line) => round(line?.ratePercent)),
      },
    ],
  };
}
