import { differing, planHash, type PlannedChange } from './changes.js';

const COUNTS = { new: 1, changed: 1, unchanged: 5, missing: 0 };
const isNew: PlannedChange = { type: 'new', identity: '甲厂', sheet: '表', row: 4, fields: [] };
const changed: PlannedChange = {
  type: 'changed',
  identity: '乙厂',
  sheet: '表',
  row: 5,
  fields: [{ label: '职工人数', from: '3', to: '4' }],
};

describe('the hash of a plan', () => {
  it('is the same in whatever order its changes were found', () => {
    expect(planHash(COUNTS, [isNew, changed])).toBe(planHash(COUNTS, [changed, isNew]));
  });

  it.each([
    ['another old value', COUNTS, [isNew, { ...changed, fields: [{ label: '职工人数', from: '2', to: '4' }] }]],
    ['another record', COUNTS, [{ ...isNew, identity: '丙厂' }, changed]],
    ['a change less', COUNTS, [isNew]],
    ['more that stays as it is', { ...COUNTS, unchanged: 6 }, [isNew, changed]],
  ])('is another for %s', (_difference, counts, changes) => {
    expect(planHash(counts, changes)).not.toBe(planHash(COUNTS, [isNew, changed]));
  });
});

describe('the fields of a change', () => {
  it('are those of which the words differ', () => {
    const fields = [
      { label: '单位名称', from: '甲厂', to: '甲厂' },
      { label: '参保人数', from: '3', to: '4' },
    ];
    expect(differing(fields)).toEqual([fields[1]]);
  });
});
