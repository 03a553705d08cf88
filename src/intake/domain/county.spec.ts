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

function outcome(sheet: string, reportingUnit: string | null, given?: string): string {
  const found = countyOfSheet({ sheet, reportingUnit }, regions, given);
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
