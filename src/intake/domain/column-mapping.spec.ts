import { headerKey, mapColumns, type ColumnHeader } from './column-mapping.js';
import type { FieldSpec } from './sheet-kind.js';

const FIELDS: FieldSpec[] = [
  { field: 'name', label: '企业名称', synonyms: ['单位名称', '企业（单位）名称', '名称'] },
  { field: 'headcount', label: '职工人数', synonyms: ['用工人数', '人数'], not: ['参保', '女'] },
  { field: 'insured', label: '参保人数', synonyms: ['工伤参保人数'] },
  { field: 'industry', label: '所属行业', synonyms: ['行业名称', '行业'] },
];

const single = (...texts: string[]): ColumnHeader[] => texts.map((text, index) => ({ index, group: '', text }));
const mapped = (headers: readonly ColumnHeader[]): Record<number, string> =>
  Object.fromEntries([...mapColumns(headers, FIELDS)].map(([column, { field }]) => [column, field]));

describe('headers are compared', () => {
  it.each([
    ['职 工\n人 数（人）', '职工人数'],
    ['职工人数(人)', '职工人数'],
    ['*企业名称：', '企业名称'],
    ['Ｎｏ．', 'no.'],
    ['（人）', '(人)'],
  ])('%p as %p', (text, key) => {
    expect(headerKey(text)).toBe(key);
  });
});

describe('columns get their fields', () => {
  it('by the official words or a synonym', () => {
    expect(mapped(single('序号', '行业', '单位名称', '职工人数（人）'))).toEqual({ 1: 'industry', 2: 'name', 3: 'headcount' });
  });

  it('by words contained in the header, where nothing fits better', () => {
    expect(mapped(single('企业名称（全称）及曾用名', '2020年职工人数'))).toEqual({ 0: 'name', 1: 'headcount' });
  });

  it('the better of two columns for one field; the other stays free', () => {
    expect(mapped(single('单位名称', '企业名称', '人数', '职工人数'))).toEqual({ 1: 'name', 3: 'headcount' });
  });

  it('short words only where they are the whole header: 行业名称 is no 名称, 女职工人数 no 职工人数', () => {
    expect(mapped(single('行业名称', '女职工人数', '在册人数合计'))).toEqual({ 0: 'industry' });
  });

  it('in a two-level header by both levels together before the lower one alone', () => {
    const headers: ColumnHeader[] = [
      { index: 0, group: '企业', text: '名称' },
      { index: 1, group: '参保', text: '人数' },
      { index: 2, group: '用工情况', text: '人数' },
    ];
    expect(mapped(headers)).toEqual({ 0: 'name', 1: 'insured', 2: 'headcount' });
  });
});

describe('how sure a mapping is', () => {
  it.each([
    ['企业名称', 'exact'],
    ['单位 名称', 'synonym'],
    ['企业名称（全称）及曾用名', 'contained'],
  ])('is told with it: %s is %s', (text, confidence) => {
    expect(mapColumns(single(text), FIELDS).get(0)).toEqual({ field: 'name', confidence });
  });

  it("is exact where the lower level of a two-level header has the form's own words", () => {
    expect(mapColumns([{ index: 0, group: '基本情况', text: '企业名称' }], FIELDS).get(0)?.confidence).toBe('exact');
  });
});
