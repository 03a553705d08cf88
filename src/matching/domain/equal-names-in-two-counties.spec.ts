import { BEITAN, CITY, DONGYUAN, enterprise, match, pair, unit } from './testing/small-city.js';

describe('equal full names', () => {
  it('link when nobody else bears the name', () => {
    expect(pair({ name: '宏达石料有限公司' }, { name: '宏达石料有限责任公司' })).toMatchObject({
      status: 'auto',
      tier: 'A',
      rank: 1,
      score: 1,
    });
  });

  it('link a unit that the city insures', () => {
    expect(pair({ name: '宏达石料有限公司' }, { name: '宏达石料有限公司', countyCode: CITY })).toMatchObject({ status: 'auto' });
  });

  it('in two counties link within each county', () => {
    const registered = [
      enterprise({ id: 1, name: '宏达石料厂', countyCode: BEITAN }),
      enterprise({ id: 2, name: '宏达石料厂', countyCode: DONGYUAN }),
    ];
    const units = [unit({ id: 101, name: '宏达石料厂', countyCode: BEITAN }), unit({ id: 102, name: '宏达石料厂', countyCode: DONGYUAN })];
    const automatic = match(registered, units).candidates.filter(({ status }) => status === 'auto');
    expect(automatic.map(({ enterpriseId, unitId }) => [enterpriseId, unitId])).toEqual([
      [1, 101],
      [2, 102],
    ]);
  });

  it('link the unit of the same county; the other one is reviewed', () => {
    const units = [unit({ id: 101, name: '宏达石料厂', countyCode: DONGYUAN }), unit({ id: 102, name: '宏达石料厂', countyCode: BEITAN })];
    const { candidates } = match([enterprise({ name: '宏达石料厂' })], units);
    expect(candidates.map(({ unitId, status }) => [unitId, status])).toEqual([
      [102, 'auto'],
      [101, 'review'],
    ]);
  });

  it('are reviewed where two units of the county bear the name', () => {
    const units = [unit({ id: 101, name: '宏达石料厂' }), unit({ id: 102, name: '宏达石料厂' })];
    const { candidates } = match([enterprise({ name: '宏达石料厂' })], units);
    expect(candidates.map(({ status }) => status)).toEqual(['review', 'review']);
  });

  it('are reviewed where the only unit is insured in another county', () => {
    for (const name of ['宏达石料厂', '青河市宏达石料厂']) {
      expect(pair({ name }, { name, countyCode: DONGYUAN })).toMatchObject({ status: 'review' });
    }
  });

  it('link across counties where the name itself states the registry’s county', () => {
    expect(pair({ name: '北滩区宏达石料厂' }, { name: '北滩区宏达石料厂', countyCode: DONGYUAN })).toMatchObject({ status: 'auto' });
  });
});
