import { findHeader } from './header.js';
import type { FieldSpec } from './sheet-kind.js';
import type { CellValue, MergedRange, SheetRow } from './workbook.js';

const FIELDS: FieldSpec[] = [
  { field: 'sequence', label: '序号', synonyms: ['编号'], role: 'sequence' },
  { field: 'name', label: '企业名称', synonyms: ['单位名称'], required: true, role: 'name' },
  { field: 'headcount', label: '职工人数', synonyms: ['用工人数'], required: true },
  { field: 'contact', label: '联系人', synonyms: [] },
];

const rowsOf = (...rows: CellValue[][]): SheetRow[] => rows.map((cells, i) => ({ number: i + 1, cells, hidden: false }));

function search(rows: SheetRow[], merges: MergedRange[] = []) {
  const found = findHeader(rows, merges, FIELDS);
  if (!found.found) throw new Error(found.missing.join());
  const { firstRow, lastRow, columns } = found.header;
  return { firstRow, lastRow, columns: columns.map(({ index, header, field }) => `${index} ${header}=${field}`) };
}

describe('the header of a table', () => {
  it('stands below titles and 填报单位', () => {
    const rows = rowsOf(
      ['企业名称、职工人数一览表'],
      ['填报单位：临河区卫健委'],
      ['序号', '企业名称', '职工人数', '说明栏'],
      [1, '某矿', 5],
    );
    expect(search(rows)).toEqual({
      firstRow: 3,
      lastRow: 3,
      columns: ['0 序号=sequence', '1 企业名称=name', '2 职工人数=headcount', '3 说明栏=null'],
    });
  });

  const twoLevels = rowsOf(
    ['编号', '单位名称', '用工情况', null, '联系方式', null],
    [null, null, '用工人数', '女工', '联系人', '电话'],
    [1, '某矿', 5, 2, '张三', '8527219'],
  );
  const columns = ['0 编号=sequence', '1 单位名称=name', '2 用工人数=headcount', '3 女工=null', '4 联系人=contact', '5 电话=null'];

  it('may be two rows high, with merged groups', () => {
    const merges = [
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 1, right: 3 },
      { top: 1, left: 4, bottom: 1, right: 5 },
    ];
    expect(search(twoLevels, merges)).toEqual({ firstRow: 1, lastRow: 2, columns });
  });

  it('may be two rows high in a file that knows no merged cells', () => {
    expect(search(twoLevels)).toEqual({ firstRow: 1, lastRow: 2, columns });
  });

  it('is one row high where the first record has gaps', () => {
    const rows = rowsOf(['序号', '企业名称', '职工人数', '联系人'], [null, '联系人', null, null], [2, '某矿', 3, '张三']);
    expect(search(rows)).toMatchObject({ firstRow: 1, lastRow: 1 });
  });

  it('may have a second row that names no field of the form', () => {
    const rows = rowsOf(['企业名称', '职工人数', '上年', null, '本年', null], [null, null, '产量', '产值', '产量', '产值'], ['某矿', 1]);
    const merges = [
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 1, right: 3 },
      { top: 1, left: 4, bottom: 1, right: 5 },
    ];
    const { lastRow, columns } = search(rows, merges);
    expect(lastRow).toBe(2);
    expect(columns.slice(2)).toEqual(['2 上年/产量=null', '3 上年/产值=null', '4 本年/产量=null', '5 本年/产值=null']);
  });

  it('names columns of the same words apart by their position', () => {
    const { columns } = search(rowsOf(['企业名称', '职工人数', '备查', '备查']));
    expect(columns.slice(2)).toEqual(['2 备查=null', '3 备查（第4列）=null']);
  });

  it('says what the best row lacks where there is none', () => {
    expect(findHeader(rowsOf(['通知'], ['序号', '企业名称', '地址']), [], FIELDS)).toMatchObject({
      found: false,
      missing: ['职工人数'],
      closest: { firstRow: 2 },
    });
    expect(findHeader([], [], FIELDS)).toEqual({ found: false, missing: ['企业名称', '职工人数'] });
  });
});
