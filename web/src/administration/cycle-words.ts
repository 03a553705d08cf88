import type { Schemas } from '@/platform/api';

type Cycle = Schemas['CycleBody'];

export const FORMS: ReadonlyMap<Cycle['forms'][number], string> = new Map([
  ['coverage-summary', '汇总表'],
  ['annex-2', '附件2'],
  ['annex-3', '附件3'],
]);

const YEARS: Readonly<Record<number, string>> = { [-2]: '前年', [-1]: '上年', 0: '当年', 1: '次年' };

export const edgeName = ({ monthDay, yearOffset }: Cycle['windowFrom']): string => {
  const [month, day] = monthDay.split('-').map(Number);
  return `${YEARS[yearOffset] ?? `${yearOffset} 年`}${month}月${day}日`;
};
