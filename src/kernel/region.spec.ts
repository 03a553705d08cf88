import { RegionTree, type Region } from './region.js';

const region = (code: string, name: string, level: Region['level'], parentCode: string | null, ...aliases: string[]): Region => ({
  code,
  name,
  level,
  parentCode,
  aliases,
});

const regions = new RegionTree([
  region('150000', '内蒙古自治区', 'province', null, '内蒙古'),
  region('150800', '巴彦淖尔市', 'city', '150000', '巴彦淖尔', '巴彦卓尔', '市本级'),
  region('150802', '临河区', 'county', '150800', '临河'),
  region('150823', '乌拉特前旗', 'county', '150800', '前旗', '乌前旗'),
  region('150824', '乌拉特中旗', 'county', '150800', '中旗', '乌中旗'),
  region('150825', '乌拉特后旗', 'county', '150800', '后旗', '乌后旗'),
  region('150826', '杭锦后旗', 'county', '150800', '杭后'),
  region('150802100', '狼山镇', 'town', '150802'),
  region('150825100', '新建镇', 'town', '150825'),
  region('150826100', '新建镇', 'town', '150826'),
]);

const codes = (found: readonly Region[]): string[] => found.map(({ code }) => code);

describe('the tree of divisions', () => {
  it('leads from a division up to the root', () => {
    expect(codes(regions.ancestry('150802100'))).toEqual(['150802100', '150802', '150800', '150000']);
    expect(codes(regions.ancestry('150000'))).toEqual(['150000']);
    expect(regions.ancestry('990000')).toEqual([]);
  });

  it('knows what lies in what; a division lies in itself', () => {
    expect(regions.contains('150800', '150802100')).toBe(true);
    expect(regions.contains('150802', '150802')).toBe(true);
    expect(regions.contains('150802', '150800')).toBe(false);
    expect(regions.contains('150802', '150826100')).toBe(false);
    expect(regions.contains('150800', '990000')).toBe(false);
  });

  it('lists the counties of a city; of a county only itself', () => {
    const all = ['150802', '150823', '150824', '150825', '150826'];
    expect(codes(regions.counties())).toEqual(all);
    expect(codes(regions.counties('150800'))).toEqual(all);
    expect(codes(regions.counties('150802'))).toEqual(['150802']);
  });

  it('finds a division by its code', () => {
    expect(regions.get('150826')?.name).toBe('杭锦后旗');
    expect(regions.get('990000')).toBeUndefined();
  });
});

describe('the division that a text names', () => {
  it.each<[string, string | undefined]>([
    ['乌拉特前旗', '150823'],
    ['乌前旗', '150823'],
    [' 乌 前 旗 ', '150823'],
    ['巴彦卓尔', '150800'],
    ['市本级', '150800'],
    ['乌拉特前旗卫健委', undefined],
    ['', undefined],
  ])('"%s" is %p', (text, code) => {
    expect(regions.named(text)?.code).toBe(code);
  });

  it('is none where two bear the name, unless the level decides', () => {
    expect(regions.named('新建镇')).toBeUndefined();
    expect(regions.named('临河', 'county')?.code).toBe('150802');
    expect(regions.named('临河', 'city')).toBeUndefined();
  });
});

describe('the county that a longer text speaks of', () => {
  it.each<[string, string | undefined, string]>([
    ['乌前旗尘肺病重点行业企业名单', '150823', 'an alias stands for the county'],
    ['乌拉特前旗卫生健康委员会', '150823', 'the full name'],
    ['填报单位：乌 拉 特 前 旗 人社局', '150823', 'blanks do not matter'],
    ['杭锦后旗人社局', '150826', '后旗 is in it too: the longest name wins'],
    ['巴彦淖尔市临河区人社局', '150802', 'the city before it is no county'],
    ['前旗', '150823', 'the short name alone'],
    ['乌前旗（不含后旗）', '150823', 'a shorter name of a county further down the list'],
    ['前旗、中旗', undefined, 'two names of one length: a tie'],
    ['乌中旗与乌后旗', undefined, 'a tie'],
    ['乌前旗（前旗）', '150823', 'two names of one county are no tie'],
    ['巴彦淖尔市卫健委', undefined, 'no county'],
    ['新建镇', undefined, 'towns do not count'],
    ['', undefined, 'nothing'],
  ])('"%s" is %p (%s)', (text, code) => {
    expect(regions.countyIn(text)?.code).toBe(code);
  });
});

describe('two cities and their development zones', () => {
  const both = new RegionTree([
    ...regions.regions,
    region('150871', '临河开发区', 'zone', '150802', '开发区'),
    region('150872', '市经济开发区', 'zone', '150800'),
    region('150600', '鄂尔多斯市', 'city', '150000', '市本级'),
    region('150623', '鄂托克前旗', 'county', '150600', '前旗'),
  ]);

  it('have data of their own, below a county or beside it', () => {
    expect(codes(both.counties('150802'))).toEqual(['150802', '150871']);
    expect(codes(both.counties('150871'))).toEqual(['150871']);
    expect(codes(both.counties('150800'))).toContain('150872');
    expect(both.countyNamed('开发区')?.code).toBe('150871');
  });

  it('are told apart', () => {
    expect(codes(both.cities())).toEqual(['150600', '150800']);
    expect(both.cityOf('150871')?.code).toBe('150800');
    expect(both.cityOf('150000')).toBeUndefined();
    expect(codes(both.counties('150600'))).toEqual(['150623']);
  });

  it('read names each by their own divisions, whatever the other calls its own', () => {
    expect(both.countyNamed('前旗')).toBeUndefined();
    expect(both.ofCity('150800').countyNamed('前旗')?.code).toBe('150823');
    expect(both.ofCity('150600').countyNamed('前旗')?.code).toBe('150623');
    expect(both.ofCity('150600').named('市本级')?.code).toBe('150600');
    expect(both.ofCity('150600').get('150000')?.name).toBe('内蒙古自治区');
    expect(both.ofCity('150600').get('150802')).toBeUndefined();
  });
});
