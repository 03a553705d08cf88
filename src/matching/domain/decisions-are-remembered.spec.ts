import { pairKey } from './model.js';
import { enterprise, match, unit } from './testing/small-city.js';

describe('a rejected pair', () => {
  it('never comes back, not even with an equal name', () => {
    const { candidates, none, nearest } = match([enterprise({ name: '宏达石料厂' })], [unit({ name: '宏达石料厂' })], {
      rejected: new Set([pairKey(1, 101)]),
    });
    expect(candidates).toEqual([]);
    expect(none).toEqual([1]);
    expect(nearest).toEqual([]);
  });
});

describe('a confirmed pair', () => {
  const confirmed = new Set([pairKey(1, 101)]);
  const registered = [enterprise({ id: 1, name: '宏达石料厂' }), enterprise({ id: 2, name: '兴旺新源石料厂' })];

  it('is not proposed again, and its enterprise is not without a unit', () => {
    const { candidates, none } = match(registered, [unit({ id: 101, name: '兴旺新元石料厂' })], { confirmed });
    expect(candidates).toEqual([]);
    expect(none).toEqual([2]);
  });

  it('leaves branches of the enterprise open', () => {
    const units = [unit({ id: 101, name: '老名字石料厂' }), unit({ id: 102, name: '宏达石料厂第一分厂' })];
    const { candidates } = match(registered, units, { confirmed });
    expect(candidates.map(({ unitId, relation }) => [unitId, relation])).toEqual([[102, 'branch']]);
  });
});
