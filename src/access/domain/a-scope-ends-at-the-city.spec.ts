import { RegionTree, type Region } from '../../kernel/index.js';
import { refuseUnfitRegion, Scope } from './index.js';

const region = (code: string, level: Region['level'], parentCode: string | null): Region => ({
  code,
  name: code,
  level,
  parentCode,
  aliases: [],
});

const regions = new RegionTree([
  region('150000', 'province', null),
  region('150800', 'city', '150000'),
  region('150802', 'county', '150800'),
  region('150871', 'zone', '150802'),
  region('150821', 'county', '150800'),
  region('150600', 'city', '150000'),
  region('150623', 'county', '150600'),
]);

describe('a scope', () => {
  const county = Scope.below('150802', regions);
  const city = Scope.below('150800', regions);

  it("of a county holds its development zones, of a zone nothing but the zone, of a city all of the city's", () => {
    expect(county.countyCodes).toEqual(['150802', '150871']);
    expect(Scope.below('150871', regions).countyCodes).toEqual(['150871']);
    expect(city.countyCodes).toEqual(['150802', '150871', '150821']);
  });

  it('holds the organisation itself and those below, and none beside or above', () => {
    expect(['150800', '150802', '150871'].map((code) => city.holds(code))).toEqual([true, true, true]);
    expect(['150800', '150821', '150600', '150623', '999999'].map((code) => county.holds(code))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('knows its city, also when it is narrowed', () => {
    expect([county.city, city.narrow('150821').city]).toEqual(['150800', '150800']);
    expect(() => Scope.everywhere(regions).city).toThrow(expect.objectContaining({ code: 'city-unknown' }));
    expect(() => Scope.below('150000', regions).city).toThrow(expect.objectContaining({ code: 'city-unknown' }));
  });

  it('answers the same of a county of another city and of one that there is not', () => {
    const told = (code: string): unknown => {
      try {
        return city.narrow(code);
      } catch (error) {
        return error;
      }
    };
    expect(told('150623')).toMatchObject({ code: 'not-found' });
    expect(told('150623')).toEqual(told('999999'));
  });

  it('is of a county or a development zone for those who work in one, and of a city for all others', () => {
    expect(() => refuseUnfitRegion('county-clerk', '150871', regions)).not.toThrow();
    expect(() => refuseUnfitRegion('auditor', '150800', regions)).not.toThrow();
    for (const [role, code] of [
      ['county-clerk', '150800'],
      ['auditor', '150871'],
      ['municipal-reviewer', '150000'],
    ] as const)
      expect(() => refuseUnfitRegion(role, code, regions)).toThrow(expect.objectContaining({ code: 'region-unfit' }));
  });
});
