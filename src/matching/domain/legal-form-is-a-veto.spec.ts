import { pair } from './testing/small-city.js';

describe('the organisation form', () => {
  it.each([
    ['北滩区宏达石料有限公司', '北滩区宏达石料股份有限公司', '组织形式不同'],
    ['北滩区宏达石料有限公司', '北滩区宏达石料厂', '组织形式不同'],
    ['北滩区宏达石料股份有限公司', '北滩区宏达石料公司', '一方没有写组织形式'],
    ['北滩区宏达石料厂', '北滩区宏达石料', '一方没有写组织形式'],
  ])('%s and %s are reviewed', (registered, insured, words) => {
    const candidate = pair({ name: registered }, { name: insured });
    expect(candidate).toMatchObject({ status: 'review', tier: 'C', relation: 'same' });
    expect(candidate?.reason).toContain(words);
  });
});

describe('the trade words', () => {
  it('of a kindred trade are reviewed', () => {
    expect(pair({ name: '北滩区德宏达煤炭有限公司' }, { name: '北滩区德宏达煤业有限公司' })).toMatchObject({ status: 'review', tier: 'C' });
  });

  it('of another trade are another enterprise', () => {
    expect(pair({ name: '北滩区德宏达煤炭有限公司' }, { name: '北滩区德宏达食品有限公司' })).toBeUndefined();
  });
});
