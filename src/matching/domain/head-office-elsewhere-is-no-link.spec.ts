import { DONGYUAN, pair } from './testing/small-city.js';

describe('the head office of a listed branch', () => {
  it('is a candidate that says so, not a link', () => {
    const candidate = pair({ name: '东原县宏达石料有限公司北滩分公司' }, { name: '东原县宏达石料有限公司', countyCode: DONGYUAN });
    expect(candidate).toMatchObject({ status: 'review', tier: 'C', relation: 'branch' });
    expect(candidate?.reason).toContain('总公司，在外参保');
  });
});
