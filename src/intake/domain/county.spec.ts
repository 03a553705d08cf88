import { RegionTree } from '../../kernel/index.js';
import { countyOfSheet, regionOfRow } from './county.js';

const county = (code: string, name: string, ...aliases: string[]) => ({
  code,
  name,
  level: 'county' as const,
  parentCode: '990100',
  aliases,
});
const regions = new RegionTree([
  { code: '990100', name: '某市', level: 'city', parentCode: null, aliases: ['市本级'] },
  county('990101', '东山县', '东山'),
  county('990102', '西河旗', '西旗'),
]);

const TITLE = '重点行业企业信息一览表';

function outcome(sheet: string, reportingUnit: string | null, given?: string, title = TITLE): string {
  const found = countyOfSheet({ sheet, reportingUnit, title }, regions, given);
  return found.ok ? `${found.value.county.code} ${found.value.source}` : found.error.code;
}

describe('the county of a sheet', () => {
  it.each<[string, string | null, string | undefined, string]>([
    ['Sheet1', null, '990101', '990101 given'],
    ['Sheet1', null, '东山', '990101 given'],
    ['Sheet1', '东山县卫健委', undefined, '990101 reporting-unit'],
    ['Sheet1', '东山县卫健委', '990101', '990101 given'],
    ['西旗', null, undefined, '990102 sheet-name'],
    ['西旗', '某市卫健委', undefined, '990102 sheet-name'],
    ['Sheet1', null, undefined, 'county-unresolved'],
    ['Sheet1', '某市卫健委', undefined, 'county-unresolved'],
    ['Sheet1', null, '南山县', 'county-unknown'],
    ['Sheet1', null, '990100', 'county-unknown'],
    ['Sheet1', '西河旗卫健委', '990101', 'county-contradiction'],
    ['西旗', null, '990101', 'county-contradiction'],
    ['西旗', '东山县卫健委', undefined, 'county-contradiction'],
    ['西旗', '东山县卫健委', '990101', '990101 given'],
  ])('of sheet %p, reported by %p, given as %p: %p', (sheet, unit, given, expected) => {
    expect(outcome(sheet, unit, given)).toBe(expected);
  });
});

describe('the title of a sheet', () => {
  it.each<[string, string, string | null, string]>([
    ['东山县重点行业企业信息一览表', 'Sheet1', null, '990101 title'],
    ['附件2 西旗重点行业企业信息一览表', 'Sheet1', '某市卫健委', '990102 title'],
    ['东山县、西河旗重点行业企业信息一览表', 'Sheet1', null, 'county-unresolved'],
    ['某市重点行业企业信息一览表', 'Sheet1', null, 'county-unresolved'],
    ['', 'Sheet1', null, 'county-unresolved'],
  ])('"%s" is asked last, where nothing else speaks of a county (sheet %p, reported by %p): %p', (title, sheet, unit, expected) => {
    expect(outcome(sheet, unit, undefined, title)).toBe(expected);
  });

  it.each<[string, string | null, string | undefined, string]>([
    ['Sheet1', '西河旗卫健委', undefined, '990102 reporting-unit'],
    ['西旗', null, undefined, '990102 sheet-name'],
    ['Sheet1', null, '990102', '990102 given'],
  ])(
    'of another county contradicts nothing: it may be a copied heading (sheet %p, reported by %p, given %p: %p)',
    (sheet, unit, given, expected) => {
      expect(outcome(sheet, unit, given, '东山县重点行业企业信息一览表')).toBe(expected);
    },
  );
});

describe('a refusal', () => {
  const message = (sheet: string, reportingUnit: string | null, given?: string): string => {
    const found = countyOfSheet({ sheet, reportingUnit, title: TITLE }, regions, given);
    return found.ok ? '' : found.error.message;
  };

  it('names the sheet and what to do', () => {
    expect(message('Sheet1', null)).toBe('工作表“Sheet1”没有写明旗县区，请在导入时指定旗县区，或在表头上方补填“填报单位”。');
    expect(message('Sheet1', '西河旗卫健委', '990101')).toBe(
      '工作表“Sheet1”的填报单位是西河旗，与东山县不一致，请核对后更正文件或所选旗县区。',
    );
    expect(message('西旗', '东山县卫健委')).toBe('工作表“西旗”的工作表名称是西河旗，与东山县不一致，请核对后更正文件或所选旗县区。');
    expect(message('Sheet1', null, '南山县')).toBe('“南山县”不是已设置的旗县区，请填写旗县区名称或代码。');
  });
});

describe('the region that a row names', () => {
  it.each<[string | null, string | undefined]>([
    ['东山县', '990101'],
    ['990102', '990102'],
    ['西旗', '990102'],
    ['西河旗医保局', '990102'],
    ['某市本级', '990100'],
    ['市本级', '990100'],
    ['外地', undefined],
    [null, undefined],
  ])('%p is %p', (text, code) => {
    expect(regionOfRow(text, regions)?.code).toBe(code);
  });
});
