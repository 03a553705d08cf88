import { BEITAN, DONGYUAN, XISHAN, pair } from './testing/small-city.js';

describe('a name that states another county', () => {
  it('is nobody for an enterprise of this county when it is insured there', () => {
    expect(pair({ name: '北滩区宏达石料有限公司' }, { name: '东原县宏达石料有限公司', countyCode: DONGYUAN })).toBeUndefined();
  });

  it('is reviewed when it is insured in this county all the same', () => {
    const candidate = pair({ name: '北滩区宏达石料有限公司' }, { name: '东原县宏达石料有限公司', countyCode: BEITAN });
    expect(candidate).toMatchObject({ status: 'review', tier: 'C' });
    expect(candidate?.evidence).toContainEqual({ field: 'region', verdict: 'differs', words: '名称中的地区不同（北滩区／东原县）' });
  });

  it('is not accepted because the registered name states only the city', () => {
    const candidate = pair({ name: '青河市宏达石料有限公司' }, { name: '东原县宏达石料有限公司', countyCode: BEITAN });
    expect(candidate).toMatchObject({ status: 'review' });
    expect(pair({ name: '青河市宏达石料有限公司' }, { name: '东原县宏达石料有限公司', countyCode: XISHAN })).toBeUndefined();
  });
});
