import { industryOf, KEY_INDUSTRIES } from './industry.js';

describe('所属行业', () => {
  it.each([
    ['煤矿', 'coal'],
    ['煤', 'coal'],
    ['煤矿（井工）', 'coal'],
    ['煤炭行业', 'coal'],
    ['非煤矿山', 'non-coal-mine'],
    ['非煤', 'non-coal-mine'],
    ['采矿业', 'non-coal-mine'],
    ['石灰石矿开采', 'non-coal-mine'],
    ['有色金属矿采选', 'non-coal-mine'],
    ['冶金行业', 'metallurgy'],
    ['有色金属冶炼', 'metallurgy'],
    ['铁合金', 'metallurgy'],
    ['建 材', 'building-materials'],
    ['水泥、石灰', 'building-materials'],
    ['非金属矿物制品业', 'building-materials'],
    ['B06', 'coal'],
    ['0810', 'non-coal-mine'],
    ['C3140 铁合金冶炼', 'metallurgy'],
    ['30', 'building-materials'],
  ])('%s is %s', (raw, code) => {
    expect(industryOf(raw)).toEqual({ raw, code, named: [code] });
  });

  it.each(['餐饮', 'A01', '', '132000'])('%p is none of them', (raw) => {
    expect(industryOf(raw)).toEqual({ raw, code: null, named: [] });
  });

  it('names the first of several and says that there are more', () => {
    expect(industryOf('非煤矿山、建材')).toEqual({
      raw: '非煤矿山、建材',
      code: 'non-coal-mine',
      named: ['non-coal-mine', 'building-materials'],
    });
  });

  it('goes by the table of the installation', () => {
    const table = [...KEY_INDUSTRIES, { code: 'ceramics', name: '陶瓷', words: ['陶瓷（含卫浴）'] }];
    expect(industryOf('陶瓷', table).code).toBe('ceramics');
    expect(industryOf('陶瓷(含卫浴)', table).code).toBe('ceramics');
  });
});
