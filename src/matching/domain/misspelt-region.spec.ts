import { NameParser } from './parse-name.js';
import { RegionGazetteer } from './regions-in-names.js';
import { pair, REGIONS } from './testing/small-city.js';

const parser = new NameParser(new RegionGazetteer(REGIONS));
const regionsOf = (name: string): readonly string[] => parser.parse(name).regions;

describe('a misspelt region', () => {
  it.each([
    ['西原山琪宏达石料厂', '990103'],
    ['西源山旗宏达石料厂', '990103'],
    ['青河市西原三旗宏达石料厂', '990103'],
    ['云岭自治宏达石料厂', '990000'],
    ['东源县宏达石料厂', '990102'],
    ['宏达（东源县）石料厂', '990102'],
  ])('of %s is recognised', (name, code) => {
    expect(regionsOf(name)).toEqual([code]);
  });

  it.each(['东寨县宏达石料厂', '兴原县宏达石料厂', '北海宏达石料厂', '新桦镇宏达石料厂'])('%s states another one, or none', (name) => {
    expect(regionsOf(name)).toEqual([]);
  });

  it('agrees with the right spelling', () => {
    expect(pair({ name: '北滩区宏达石料有限公司' }, { name: '北摊区宏达石料有限公司' })).toMatchObject({
      status: 'auto',
      relation: 'same',
    });
  });
});
