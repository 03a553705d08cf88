import { CODE_1, enterprise, match, pair, unit } from './testing/small-city.js';

describe('a branch is its own unit', () => {
  it('is proposed to its parent, never linked', () => {
    const candidate = pair({ name: '北滩区宏达石料有限公司' }, { name: '北滩区宏达石料有限公司第一分公司' });
    expect(candidate).toMatchObject({ status: 'review', tier: 'C', relation: 'branch' });
    expect(candidate?.reason).toContain('1分公司');
  });

  it('stays in review beside an automatic link of the parent', () => {
    const units = [unit({ id: 101, name: '北滩区宏达石料有限公司' }), unit({ id: 102, name: '北滩区宏达石料有限公司第一分公司' })];
    const { candidates } = match([enterprise({ name: '北滩区宏达石料有限公司' })], units);
    expect(candidates.map(({ unitId, status, relation, rank }) => [unitId, status, relation, rank])).toEqual([
      [101, 'auto', 'same', 1],
      [102, 'review', 'branch', 2],
    ]);
  });

  it.each([
    ['北滩区宏达石料有限公司第二分公司', '北滩区宏达石料有限公司第一分公司'],
    ['宏达煤矿一号井', '宏达煤矿二号井'],
  ])('%s is no candidate for %s', (registered, insured) => {
    const { candidates, none, nearest } = match([enterprise({ name: registered })], [unit({ name: insured })]);
    expect(candidates).toEqual([]);
    expect(none).toEqual([1]);
    expect(nearest[0]).toMatchObject({ unitId: 101 });
  });

  it('not even by an equal credit code goes to another branch', () => {
    const candidate = pair(
      { name: '北滩区宏达石料有限公司第二分公司', creditCode: CODE_1 },
      { name: '北滩区宏达石料有限公司第一分公司', creditCode: CODE_1 },
    );
    expect(candidate).toMatchObject({ status: 'review' });
  });

  it('a registered branch does not get the unit of its parent', () => {
    const candidate = pair({ name: '北滩区宏达石料有限公司第一分公司' }, { name: '北滩区宏达石料有限公司' });
    expect(candidate).toMatchObject({ status: 'review', relation: 'branch' });
  });

  it('is linked where the registry lists the same branch, and then leaves the parent alone', () => {
    const registered = [enterprise({ id: 1, name: '宏达石料有限公司' }), enterprise({ id: 2, name: '宏达石料有限公司第一分公司' })];
    const { candidates, none } = match(registered, [unit({ name: '宏达石料有限公司一分公司' })]);
    expect(candidates.map(({ enterpriseId, status }) => [enterpriseId, status])).toEqual([[2, 'auto']]);
    expect(none).toEqual([1]);
  });

  it.each([
    ['宏达石料有限公司北滩区项目部', 'project'],
    ['宏达石料有限公司（分厂）', 'branch'],
    ['宏达石料有限公司选矿厂', 'branch'],
    ['宏达石料有限公司-1', 'same'],
  ])('%s is reviewed as %s', (name, relation) => {
    expect(pair({ name: '宏达石料有限公司' }, { name })).toMatchObject({ status: 'review', tier: 'C', relation });
  });
});
