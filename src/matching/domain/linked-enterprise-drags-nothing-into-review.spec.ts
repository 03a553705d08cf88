import { enterprise, match, unit } from './testing/small-city.js';

describe('an enterprise with an automatic link to itself', () => {
  const linked = unit({ id: 101, name: '北滩区东金恒铸造有限公司' });

  it.each(['北滩区东金衡铸造有限公司', '北滩区东金恒冶炼有限公司', '北滩区东金恒铸造股份有限公司', '北滩区新东金恒铸造有限公司'])(
    'leaves %s alone',
    (name) => {
      const { candidates } = match([enterprise({ name: linked.name })], [linked, unit({ id: 102, name })]);
      expect(candidates.map(({ unitId }) => unitId)).toEqual([101]);
    },
  );

  it.each(['云岭东金恒铸造有限公司', '北滩区东金恒铸造有限公司-1', '北滩区东金恒铸造有限公司项目部', '东原县东金恒铸造有限公司'])(
    'keeps %s in review as a possible second unit',
    (name) => {
      const { candidates } = match([enterprise({ name: linked.name })], [linked, unit({ id: 102, name })]);
      expect(candidates.map(({ unitId, status }) => [unitId, status])).toEqual([
        [101, 'auto'],
        [102, 'review'],
      ]);
    },
  );

  it('shows five candidates, and up to nine that agree exactly', () => {
    const branches = Array.from({ length: 12 }, (_, i) => unit({ id: 200 + i, name: `${linked.name}第${i + 1}分公司` }));
    const { candidates } = match([enterprise({ name: linked.name })], [linked, ...branches]);
    expect(candidates.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
