import { RegionTree } from '../kernel/index.js';
import { nearestListed } from './nearest-listed.js';

const regions = new RegionTree([
  { code: '150800', name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
  { code: '150802', name: '临河区', level: 'county', parentCode: '150800', aliases: [] },
]);
const listed = ['临河区福星石材有限公司', '临河区紫德砖瓦厂', '内蒙古昌盛矿业有限责任公司'].map((name) => ({ name }));
const of = (employer: string): string | undefined => nearestListed([employer], listed, '150802', regions).get(employer);

describe('the listed name that an unlisted employer comes closest to', () => {
  it.each([
    ['a character mistyped', '临河区福兴石材有限公司', '临河区福星石材有限公司'],
    ['a region left out', '紫德砖瓦厂', '临河区紫德砖瓦厂'],
    ['a legal form in other words', '内蒙古昌盛矿业有限公司', '内蒙古昌盛矿业有限责任公司'],
  ])('%s', (_case, employer, expected) => {
    expect(of(employer)).toBe(expected);
  });

  it('is nobody where nothing is alike', () => {
    expect(of('五原县大洋食品加工厂')).toBeUndefined();
  });
});
