import { maskerOf, SampleCollector } from './samples.js';
import type { SheetKind } from './sheet-kind.js';
import type { CellValue } from './workbook.js';

const KIND: SheetKind<unknown> = {
  name: 'people',
  label: '名册',
  fields: [
    { field: 'name', label: '姓名', synonyms: [], role: 'name' },
    { field: 'idNumber', label: '身份证号码', synonyms: [], personal: true },
    { field: 'post', label: '岗位', synonyms: [] },
  ],
  readRow: () => null,
};

describe('samples of a column', () => {
  const collect = (...rows: CellValue[][]): SampleCollector => {
    const samples = new SampleCollector();
    for (const [i, cells] of rows.entries()) samples.add({ number: i + 1, cells, hidden: false });
    return samples;
  };

  it('are its first three different values', () => {
    const samples = collect(['甲', 1], [null, 1], ['甲', ' '], ['乙', 2], ['丙', 3], ['丁', 4]);
    expect([samples.of(0), samples.of(1), samples.of(2)]).toEqual([['甲', '乙', '丙'], ['1', '2', '3'], []]);
  });

  it('are short', () => {
    expect(collect(['长'.repeat(500)]).of(0)[0]).toHaveLength(40);
  });
});

describe('what is shown of a value', () => {
  const personal = maskerOf(KIND, true);
  const open = maskerOf(KIND, false);

  it('is its first character and its length where it says who a person is', () => {
    expect(personal('name', '巴特尔')).toBe('巴**');
    expect(personal('idNumber', '152801199001011234')).toBe('152801********1234');
    expect(open('idNumber', '12')).toBe('1*');
  });

  it('is all of it where it does not', () => {
    expect(personal('post', '凿岩工')).toBe('凿岩工');
    expect(open('name', '甲砖厂')).toBe('甲砖厂');
    expect(open(null, '91150802MAXT102870')).toBe('91150802MAXT102870');
  });

  it('is masked in a column that nobody has named, where the workbook is of persons', () => {
    expect(personal(null, '巴特尔')).toBe('巴**');
  });

  it('never is an identity or a mobile number, whatever the column was taken for', () => {
    expect(open('post', '电话13947812345、152801199001011234')).toBe('电话139****2345、152801********1234');
  });
});
