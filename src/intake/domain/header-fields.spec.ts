import fc from 'fast-check';
import type { ColumnHeader } from './column-mapping.js';
import { headerFingerprint, withFields, type SheetColumn } from './header-fields.js';

const single = (...texts: string[]): ColumnHeader[] => texts.map((text, index) => ({ index, group: '', text }));

describe('the fingerprint of a header', () => {
  it('is the same for the same words, however they are spaced', () => {
    expect(headerFingerprint(single('企业 名称', '职工人数（人）'))).toBe(headerFingerprint(single('企业名称：', '职工\n人数')));
  });

  it.each([
    ['another word', single('企业名称', '人数')],
    ['another order', single('职工人数', '企业名称')],
    ['a column more', single('企业名称', '职工人数', '备注')],
    [
      'a group above',
      [
        { index: 0, group: '', text: '企业名称' },
        { index: 1, group: '2020年', text: '职工人数' },
      ],
    ],
    [
      'a blank column between',
      [
        { index: 0, group: '', text: '企业名称' },
        { index: 2, group: '', text: '职工人数' },
      ],
    ],
  ])('is another for %s', (_difference, other) => {
    expect(headerFingerprint(other)).not.toBe(headerFingerprint(single('企业名称', '职工人数')));
  });
});

describe('fields set over those that were found', () => {
  const columns: SheetColumn[] = [
    { index: 0, header: '单位名称', field: 'name', confidence: 'synonym' },
    { index: 1, header: '人员', field: null, confidence: null },
    { index: 3, header: '总数', field: 'headcount', confidence: 'contained' },
  ];
  const said = (set: Record<number, string | null>) =>
    withFields(columns, set, 'person').map(({ index, field, confidence }) => [index, field, confidence]);

  it('go before them, and a field leaves the column where it was found', () => {
    expect(said({ 1: 'headcount' })).toEqual([
      [0, 'name', 'synonym'],
      [1, 'headcount', 'person'],
      [3, null, null],
    ]);
  });

  it('may leave a column out', () => {
    expect(said({ 3: null })[2]).toEqual([3, null, null]);
  });

  it('may name a column without a header', () => {
    const added = withFields(columns, { 2: 'address' }, 'remembered');
    expect(added[2]).toEqual({ index: 2, header: '第3列', field: 'address', confidence: 'remembered' });
  });

  it('never give a field to two columns', () => {
    const field = fc.constantFrom('name', 'headcount', 'address', null);
    const unique = fc
      .uniqueArray(fc.tuple(fc.nat(6), field), { selector: ([index]) => index })
      .filter((set) => new Set(set.map(([, to]) => to).filter((to) => to !== null)).size === set.filter(([, to]) => to !== null).length);
    fc.assert(
      fc.property(unique, (set) => {
        const fields = withFields(columns, Object.fromEntries(set), 'person').flatMap((column) => column.field ?? []);
        expect(new Set(fields).size).toBe(fields.length);
        for (const [, to] of set) if (to !== null) expect(fields).toContain(to);
      }),
    );
  });
});
