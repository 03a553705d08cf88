import { CODE_1, CODE_2, DONGYUAN, enterprise, match, pair, unit } from './testing/small-city.js';

describe('credit codes', () => {
  it('equal codes link names that differ in region, form or one character', () => {
    for (const name of ['宏达石料有限公司', '北滩区宏达石料厂', '东原县宏达石料有限公司', '北滩区鸿达石料有限公司']) {
      const candidate = pair({ name: '北滩区宏达石料有限公司', creditCode: CODE_1 }, { name, creditCode: CODE_1, countyCode: DONGYUAN });
      expect(candidate).toMatchObject({ status: 'auto', tier: 'A', reason: '统一社会信用代码相同，名称相近，自动关联。' });
    }
  });

  it('an equal code with a name far away is reviewed: one of the two was mistyped', () => {
    const candidate = pair({ name: '北滩区宏达石料有限公司', creditCode: CODE_1 }, { name: '青河市兴旺食品有限公司', creditCode: CODE_1 });
    expect(candidate).toMatchObject({ status: 'review', tier: 'C' });
    expect(candidate?.reason).toContain('名称相差较大');
  });

  it('a unit insured under its parent’s code is a branch of it', () => {
    const candidate = pair(
      { name: '北滩区宏达石料有限公司', creditCode: CODE_1 },
      { name: '北滩区宏达石料有限公司第一分公司', creditCode: CODE_1 },
    );
    expect(candidate).toMatchObject({ status: 'auto', relation: 'branch' });
  });

  it('a code that two registered enterprises share decides only with the full name', () => {
    const registered = [
      enterprise({ id: 1, name: '北滩区宏达石料有限公司', creditCode: CODE_1 }),
      enterprise({ id: 2, name: '北滩区宏达砖厂', creditCode: CODE_1 }),
    ];
    const { candidates } = match(registered, [unit({ name: '北滩区宏达石料有限公司', creditCode: CODE_1 })]);
    expect(candidates.map(({ enterpriseId, status }) => [enterpriseId, status])).toEqual([
      [1, 'auto'],
      [2, 'review'],
    ]);
  });

  it('conflicting codes are a veto, even for equal names', () => {
    const candidate = pair({ name: '北滩区宏达石料有限公司', creditCode: CODE_1 }, { name: '北滩区宏达石料有限公司', creditCode: CODE_2 });
    expect(candidate).toMatchObject({ status: 'review' });
    expect(candidate?.reason).toContain('统一社会信用代码不同');
  });

  it('what has not the shape of a code neither links nor parts', () => {
    const candidate = pair({ name: '北滩区宏达石料有限公司', creditCode: '无' }, { name: '北滩区宏达石料有限公司', creditCode: CODE_2 });
    expect(candidate).toMatchObject({ status: 'auto' });
  });
});
