import { BEITAN, CITY, DONGYUAN, enterprise, match, pair, unit } from './testing/small-city.js';

describe('a region that only one name states, or states less exactly', () => {
  it.each([
    ['北滩区宏达石料有限公司', '宏达石料有限公司'],
    ['宏达石料有限公司', '青河市北滩区宏达石料有限责任公司'],
    ['北滩区宏达石料有限公司', '云岭宏达石料有限公司'],
    ['青河市宏达石料有限公司', '北滩区宏达石料有限公司'],
    ['青河市北滩区宏达石料有限公司', '宏达石料（北滩市）有限公司'],
    ['清河市宏达石料有限公司', '青盟宏达石料有限公司'],
  ])('%s is %s in the same county', (registered, insured) => {
    expect(pair({ name: registered }, { name: insured })).toMatchObject({ status: 'auto', tier: 'A', relation: 'same' });
  });

  it.each([
    ['the city', CITY],
    ['nowhere known', null],
  ])('is reviewed when the unit is insured in %s', (_where, countyCode) => {
    expect(pair({ name: '北滩区宏达石料有限公司' }, { name: '宏达石料有限公司', countyCode })).toMatchObject({
      status: 'review',
      tier: 'C',
    });
  });

  it('is no candidate when the unit is insured in another county, only the nearest', () => {
    const insured = unit({ name: '宏达石料有限公司', countyCode: DONGYUAN });
    const { candidates, nearest } = match([enterprise({ name: '北滩区宏达石料有限公司' })], [insured]);
    expect(candidates).toEqual([]);
    expect(nearest).toMatchObject([{ enterpriseId: 1, unitId: 101, relation: 'same' }]);
  });

  it('is the same although a namesake of another county exists: that one names and is insured in its own county', () => {
    const units = [unit({ id: 101, name: '宏达石料有限公司' }), unit({ id: 102, name: '东原县宏达石料有限公司', countyCode: DONGYUAN })];
    const registered = [
      enterprise({ id: 1, name: '北滩区宏达石料有限公司' }),
      enterprise({ id: 2, name: '东原县宏达石料有限公司', countyCode: DONGYUAN }),
    ];
    const automatic = match(registered, units).candidates.filter(({ status }) => status === 'auto');
    expect(automatic.map(({ enterpriseId, unitId }) => [enterpriseId, unitId])).toEqual([
      [1, 101],
      [2, 102],
    ]);
  });

  it('is reviewed where another unit of the place bears the rest of the name', () => {
    const units = [unit({ id: 101, name: '宏达石料有限公司' }), unit({ id: 102, name: '云岭宏达石料有限公司' })];
    const { candidates } = match([enterprise({ name: '北滩区宏达石料有限公司' })], units);
    expect(candidates.map(({ unitId, status }) => [unitId, status])).toEqual([
      [101, 'review'],
      [102, 'review'],
    ]);
    expect(candidates[0]?.reason).toContain('另有1个同名参保单位');
  });

  it('is reviewed where another enterprise of the place bears the rest of the name', () => {
    const registered = [enterprise({ id: 1, name: '北滩区宏达石料有限公司' }), enterprise({ id: 2, name: '青河市宏达石料有限公司' })];
    const { candidates } = match(registered, [unit({ name: '云岭宏达石料有限公司', countyCode: BEITAN })]);
    expect(candidates.every(({ status }) => status === 'review')).toBe(true);
    expect(candidates[0]?.reason).toContain('另有1家同名企业');
  });

  it('is reviewed where the full name is also that of an enterprise of another county', () => {
    const registered = [
      enterprise({ id: 1, name: '北滩区宏达石料有限公司' }),
      enterprise({ id: 2, name: '宏达石料有限公司', countyCode: DONGYUAN }),
    ];
    const { candidates } = match(registered, [unit({ name: '宏达石料有限公司' })]);
    expect(candidates.map(({ status }) => status)).toEqual(['review', 'review']);
  });

  it('is not set aside where the 字号 has one character', () => {
    expect(pair({ name: '北滩区达石料有限公司' }, { name: '达石料有限公司' })).toMatchObject({ status: 'review' });
  });
});
