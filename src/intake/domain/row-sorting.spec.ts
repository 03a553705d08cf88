import fc from 'fast-check';
import { cellText } from './cells/index.js';
import { RowSorter } from './row-sorting.js';
import type { FieldSpec } from './sheet-kind.js';
import type { CellValue, SheetRow } from './workbook.js';

const FIELDS: readonly FieldSpec[] = [
  { field: 'sequence', label: '序号', synonyms: [], role: 'sequence' },
  { field: 'name', label: '企业名称', synonyms: [], role: 'name' },
  { field: 'remark', label: '备注', synonyms: [] },
];
const HEADER = ['序号', '企业名称', '备注'];
const header = {
  firstRow: 2,
  lastRow: 2,
  words: new Set(HEADER),
  fingerprint: '',
  columns: FIELDS.map(({ field, label }, index) => ({ index, header: label, field, confidence: 'exact' as const })),
};

const rowOf = (cells: readonly CellValue[]): SheetRow => ({ number: 3, cells, hidden: false });
const sorter = (): RowSorter => new RowSorter(header, FIELDS, [], [rowOf(['尘肺病企业名册'])]);

const CELLS = [null, '', ' ', 1, 12.5, '1', '甲矿', '序号', '企业名称', '备注', '合计', '合 计', '合计 23户', '设计院', '尘肺病企业名册'];
const FOOTERS = ['填表人：', '填表人:张三', '负责人签字', '注', '注：人数以月末计', '1.本表一式两份', '会签', '制表:'];
const cells = fc.array(fc.constantFrom<CellValue>(...CELLS, ...FOOTERS), { maxLength: 4 });

describe('the short way to a record', () => {
  it('comes to the same as the long one, which a stray blank before the first cell enforces', () => {
    fc.assert(
      fc.property(cells, (row) => {
        const spaced = row.map((cell, i) => (i === 0 && cell !== null ? ` ${cellText(cell)}` : cell));
        expect(sorter().sort(rowOf(row))).toBe(sorter().sort(rowOf(spaced)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['an ordinary row', [1, '甲矿', null], 'record'],
    ['a name with 计 in it', [1, '设计院', '停产'], 'record'],
    ['a total in the name column', [3, '合 计', '8'], 'totals'],
    ['the header repeated', HEADER, 'repeatedHeaders'],
    ['the title repeated', ['尘肺病企业名册'], 'repeatedHeaders'],
    ['a numbered row that nobody filled in', [7, null, null], 'blank'],
    ['a signature with a name behind it', ['负责人签字', '张三'], 'footers'],
  ])('%s', (_what, row, sort) => {
    expect(sorter().sort(rowOf(row))).toBe(sort);
  });
});
