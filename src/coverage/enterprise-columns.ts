import type { Column } from '../platform/files/table/index.js';
import { BASIS_NAMES, FLAG_NAMES, outOfScopeName, type HeadcountBasis } from './domain/index.js';
import type { CoverageUnit, EntryOverview } from './measure-entries.js';

type EntryColumn = Column<EntryOverview>;

const HEADCOUNT_BASIS_NAMES: Readonly<Record<HeadcountBasis, string>> = { named: '实名花名册', registry: '附件2' };

/**
 * What the JSON list of the enterprises has, a line for each. Figures of an enterprise that does not count are left empty: they are no 0.
 * @param industryNames by code; an industry that could not be read stands as it was typed
 */
export const enterpriseColumns = (countyName: (code: string) => string, industryNames: ReadonlyMap<string, string>): EntryColumn[] => [
  { header: '旗县区', width: 14, kind: 'text', value: ({ line }) => countyName(line.countyCode) },
  {
    header: '所属行业',
    width: 12,
    kind: 'text',
    value: ({ line }) => (line.industryCode === null ? undefined : industryNames.get(line.industryCode)) ?? line.industryText,
  },
  { header: '企业名称', width: 36, kind: 'text', value: ({ line }) => line.name },
  { header: '纳入统计', width: 10, kind: 'text', value: ({ coverage }) => (coverage.inScope ? '是' : '否') },
  { header: '不计入原因', width: 24, kind: 'text', value: ({ coverage }) => outOfScopeName(coverage.outOfScopeBecause) },
  ...FIGURES,
  { header: '参保依据', width: 12, kind: 'text', value: ({ coverage }) => BASIS_NAMES[coverage.basis] },
  { header: '标记', width: 24, kind: 'text', value: ({ coverage }) => coverage.flags.map((flag) => FLAG_NAMES[flag]).join('、') },
  { header: '关联参保单位', width: 40, kind: 'text', value: ({ units }) => unitsAsText(units.filter(({ status }) => status !== 'review')) },
  { header: '待定候选单位', width: 40, kind: 'text', value: ({ units }) => unitsAsText(units.filter(({ status }) => status === 'review')) },
  { header: '备注', width: 24, kind: 'text', value: ({ line }) => line.remark },
  ...SOURCES,
];

const counted =
  (figure: (coverage: EntryOverview['coverage']) => number) =>
  ({ coverage }: EntryOverview): number | null =>
    coverage.inScope ? figure(coverage) : null;

const FIGURES: readonly EntryColumn[] = [
  { header: '职工人数', width: 10, kind: 'integer', value: counted(({ headcount }) => headcount) },
  {
    header: '人数依据',
    width: 12,
    kind: 'text',
    value: ({ coverage }) => (coverage.inScope ? HEADCOUNT_BASIS_NAMES[coverage.headcountBasis] : null),
  },
  { header: '参保人数', width: 10, kind: 'integer', value: counted(({ insured }) => insured) },
  { header: '参保人数下限', width: 13, kind: 'integer', value: counted(({ insuredMin }) => insuredMin) },
  { header: '参保人数上限', width: 13, kind: 'integer', value: counted(({ insuredMax }) => insuredMax) },
  { header: '超出职工人数', width: 13, kind: 'integer', value: counted(({ excess }) => excess) },
  { header: '在其他单位参保', width: 15, kind: 'integer', value: counted(({ inOtherUnits }) => inOtherUnits) },
];

const SOURCES: readonly EntryColumn[] = [
  { header: '名册月份', width: 10, kind: 'text', value: ({ line }) => line.handoverMonth },
  { header: '名册批次', width: 10, kind: 'integer', value: ({ line }) => line.source.batchId },
  { header: '名册工作表', width: 16, kind: 'text', value: ({ line }) => line.source.sheet },
  { header: '名册行号', width: 10, kind: 'integer', value: ({ line }) => line.source.row },
  { header: '花名册月份', width: 12, kind: 'text', value: ({ named }) => named?.month ?? null },
  { header: '花名册批次', width: 12, kind: 'integer', value: ({ named }) => named?.batchId ?? null },
  { header: '参保数据出处', width: 40, kind: 'text', value: ({ units }) => sourcesAsText(units) },
];

const unitsAsText = (units: readonly CoverageUnit[]): string =>
  units.map(({ unitNo, unitName, insuredCount }) => `${unitName}（${unitNo}）${insuredCount}人`).join('；');

const sourcesAsText = (units: readonly CoverageUnit[]): string =>
  units
    .flatMap(({ unitNo, month, source }) =>
      source ? `${unitNo}：${month ?? ''} 批次${source.batchId} ${source.sheet} 第${source.row}行` : [],
    )
    .join('；');
