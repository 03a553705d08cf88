import { CITY, DONGYUAN, enterprise, match, pair, unit } from './testing/small-city.js';

describe('a name without its form, or with 公司 alone', () => {
  it.each([
    ['北滩区宏达石料有限公司', '宏达石料公司'],
    ['宏达石料', '北滩区宏达石料有限责任公司'],
    ['北滩区宏达煤矿', '北滩区宏达煤矿有限责任公司'],
  ])('%s is %s in the same county', (registered, insured) => {
    const candidate = pair({ name: registered }, { name: insured });
    expect(candidate).toMatchObject({ status: 'auto', tier: 'A', relation: 'same' });
    expect(candidate?.reason).toContain('简称');
  });

  it.each([
    ['another county', DONGYUAN],
    ['the city', CITY],
  ])('is reviewed when the unit is insured in %s', (_where, countyCode) => {
    expect(pair({ name: '宏达石料有限公司' }, { name: '宏达石料公司', countyCode })).toMatchObject({ status: 'review' });
  });

  it('is reviewed where a firm of another form bears the same words', () => {
    const units = [unit({ id: 101, name: '北滩区宏达石料有限公司' }), unit({ id: 102, name: '北滩区宏达石料厂' })];
    const { candidates } = match([enterprise({ name: '北滩区宏达石料' })], units);
    expect(candidates.map(({ status }) => status)).toEqual(['review', 'review']);
  });

  it('is reviewed where it says too little', () => {
    expect(pair({ name: '宏达有限公司' }, { name: '宏达公司' })).toMatchObject({ status: 'review' });
  });

  it('does not make a trading company of a mine', () => {
    expect(pair({ name: '北滩区德宏达煤矿' }, { name: '北滩区德宏达煤业有限公司' })).toMatchObject({ status: 'review', tier: 'C' });
  });
});
