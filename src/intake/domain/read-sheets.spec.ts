import { Problem } from '../../kernel/index.js';
import { readHeadcount, readText } from './cells/index.js';
import { CorrectionTable } from './corrections.js';
import { readWorkbook } from './read-sheets.js';
import type { SheetKind } from './sheet-kind.js';
import type { SheetReading } from './sheet-reading.js';
import { tableWorkbook, type TableSheet } from './testing/table-workbook.js';

interface Mine {
  readonly industry: string | null;
  readonly name: string;
  readonly headcount: number | null;
}

const MINES: SheetKind<Mine, 'sequence' | 'industry' | 'name' | 'headcount' | 'remark'> = {
  name: 'mines',
  label: '矿山名册',
  fields: [
    { field: 'sequence', label: '序号', synonyms: ['编号'], role: 'sequence' },
    { field: 'industry', label: '所属行业', synonyms: ['行业'], fillDown: true },
    { field: 'name', label: '企业名称', synonyms: ['单位名称'], required: true, role: 'name' },
    { field: 'headcount', label: '职工人数', synonyms: ['用工人数'], required: true },
    { field: 'remark', label: '备注', synonyms: [] },
  ],
  readRow: (cells) => {
    const name = cells.require('name', readText);
    const row = { industry: cells.read('industry', readText), headcount: cells.read('headcount', readHeadcount) };
    return name === null ? null : { name, ...row };
  },
};

const HEADER = ['序号', '所属行业', '企业名称', '职工人数', '备注'];

async function read(sheet: TableSheet): Promise<SheetReading<Mine>> {
  const [reading] = (await readWorkbook(tableWorkbook(sheet), MINES)).sheets;
  if (!reading) throw new Error('no sheet');
  return reading;
}

const names = (reading: SheetReading<Mine>): string[] => reading.rows.map((row) => row.value.name);

describe('records are told from what else stands in a table', () => {
  it.each([
    ['合计', [['合计', null, null, 8]]],
    ['"合计 23户" in the name column', [[null, null, '合计 23户', 8]]],
    ['小计 and 总计', [['小计'], [null, '总计：', null, 8]]],
  ])('a total row (%s) is left out', async (_, totals) => {
    const reading = await read({ rows: [HEADER, ...totals, [1, '煤矿', '甲矿', 8]] });
    expect(names(reading)).toEqual(['甲矿']);
    expect(reading.leftOut.totals).toBe(totals.length);
  });

  it('headers and titles repeated on every printed page are left out', async () => {
    const title = ['某市矿山名册'];
    const reading = await read({ rows: [title, HEADER, [1, '煤矿', '甲矿', 8], title, HEADER, [2, '煤矿', '乙矿', 9]] });
    expect(names(reading)).toEqual(['甲矿', '乙矿']);
    expect(reading.leftOut.repeatedHeaders).toBe(2);
  });

  it('unused rows that carry only their number are left out', async () => {
    const reading = await read({ rows: [HEADER, [1, '煤矿', '甲矿', 8], [2], ['3', '', ' ', null], []] });
    expect(names(reading)).toEqual(['甲矿']);
    expect(reading.leftOut.blank).toBe(2);
  });

  it('signatures and notes below the table are left out, and 填表日期 is read from them', async () => {
    const footers = [
      ['部门负责人：', null, '填表人：张三'],
      ['备注：1.职工人数填写年末数；'],
      ['2.另有说明的写在备注。'],
      ['填表日期：2020年5月'],
    ];
    const reading = await read({ rows: [HEADER, [1, '煤矿', '甲矿', 8], ...footers] });
    expect(names(reading)).toEqual(['甲矿']);
    expect(reading.leftOut.footers).toBe(4);
    expect(reading.filledOn).toEqual({ date: null, month: '2020-05' });
  });

  it('the heading of a group, merged across the table or alone in the number column, is left out', async () => {
    const rows = [HEADER, ['一、煤矿'], [1, '煤矿', '甲矿', 8], [null, '二、非煤矿山'], [2, '非煤矿山', '乙矿', 9]];
    const reading = await read({ rows, merges: [{ top: 4, left: 1, bottom: 4, right: 4 }] });
    expect(names(reading)).toEqual(['甲矿', '乙矿']);
    expect(reading.leftOut.footers).toBe(2);
  });
});

describe('cells', () => {
  it('a merged cell of a filled-down column speaks for the rows that it covers, and for no others', async () => {
    const rows = [HEADER, [1, '煤矿', '甲矿', 8], [2, null, '乙矿', 9], [3, null, '丙矿', 9]];
    const reading = await read({ rows, merges: [{ top: 2, left: 1, bottom: 3, right: 1 }] });
    expect(reading.rows.map((row) => row.value.industry)).toEqual(['煤矿', '煤矿', null]);
    expect(reading.rows.map((row) => row.raw['所属行业'])).toEqual(['煤矿', '', '']);
  });

  it('a ditto mark repeats the cell above', async () => {
    const reading = await read({ rows: [HEADER, [1, '煤矿', '甲矿', 8], [2, '同上', '乙矿', 9], [3, '〃', '丙矿', 9]] });
    expect(reading.rows.map((row) => row.value.industry)).toEqual(['煤矿', '煤矿', '煤矿']);
  });

  it('a merged cell of any other column is not repeated: the row without a name is an error', async () => {
    const rows = [HEADER, [1, '煤矿', '甲矿', 8], [2, '煤矿', null, 9]];
    const reading = await read({ rows, merges: [{ top: 2, left: 2, bottom: 3, right: 2 }] });
    expect(names(reading)).toEqual(['甲矿']);
    expect(reading.errors).toEqual([
      { sheet: 'Sheet1', row: 3, column: '企业名称', code: 'name-missing', message: '缺少企业名称，请补填后重新上传。' },
    ]);
  });

  it('an unreadable cell leaves its row out with the header as typed; the other rows go on', async () => {
    const header = ['编号', '行业', '单位 名称', '用工人数（人）'];
    const reading = await read({ rows: [header, [1, '煤矿', '甲矿', '15-20'], [2, '煤矿', '乙矿', '约30']] });
    expect(names(reading)).toEqual(['乙矿']);
    expect(reading.errors).toMatchObject([{ row: 2, column: '用工人数（人）', code: 'headcount-range' }]);
    expect(reading.rows[0]?.warnings).toMatchObject([{ row: 3, column: '用工人数（人）', code: 'headcount-approximate' }]);
  });

  it('are kept as typed beside what they mean; hidden rows are read and flagged', async () => {
    const reading = await read({ rows: [HEADER, [1, '煤矿', ' 甲矿', '２３人', 3.5]], hiddenRows: [2] });
    expect(reading.rows).toEqual([
      {
        sheet: 'Sheet1',
        row: 2,
        hidden: true,
        raw: { 序号: '1', 所属行业: '煤矿', 企业名称: ' 甲矿', 职工人数: '２３人', 备注: '3.5' },
        value: { industry: '煤矿', name: '甲矿', headcount: 23 },
        warnings: [],
      },
    ]);
  });
});

describe('sheets', () => {
  it('without a table of the kind are skipped with a reason, empty ones too', async () => {
    const workbook = tableWorkbook(
      { name: '说明', rows: [['本表由旗县区填写'], ['序号', '企业名称', '地址']] },
      { name: '名册', rows: [HEADER, [1, '煤矿', '甲矿', 8]] },
      { name: 'Sheet3', rows: [] },
    );
    const { sheets, skipped } = await readWorkbook(workbook, MINES);
    expect(sheets.map((sheet) => sheet.sheet)).toEqual(['名册']);
    expect(skipped).toMatchObject([
      { sheet: '说明', reason: '没有找到表头，缺少“职工人数”列', headerTop: 2 },
      { sheet: 'Sheet3', reason: '是空的' },
    ]);
  });

  it('are refused with the reasons where none holds such a table', async () => {
    const refusal = readWorkbook(tableWorkbook({ name: '通知', rows: [['请各单位…']] }), MINES);
    await expect(refusal).rejects.toThrow(Problem);
    await expect(refusal).rejects.toMatchObject({
      code: 'workbook-without-table',
      message: expect.stringContaining('缺少“企业名称”、“职工人数”列'),
    });
  });

  it('with more rows than the search for the header looks at are read to the end', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => [i + 1, '煤矿', `${i}号矿`, 1]);
    expect((await read({ rows: [HEADER, ...rows] })).rows).toHaveLength(200);
  });

  it('with a header and nothing below have no rows and no errors', async () => {
    expect(await read({ rows: [HEADER] })).toMatchObject({ headerRow: 1, rows: [], errors: [] });
  });
});

describe('what a person has set', () => {
  const NO_CORRECTIONS = new CorrectionTable([]);
  const odd = ['序号', '所属行业', '矿名', '在册', '备注'];
  const rows = [['某市矿山名册'], odd, [1, '煤矿', '甲矿', 8], [2, '煤矿', '乙矿', 9]];
  const FIELDS = { 2: 'name', 3: 'headcount' };

  it('makes a header of a row that names nothing required', async () => {
    const settings = { sheets: { Sheet1: { headerRow: 2, fields: FIELDS } }, corrections: NO_CORRECTIONS };
    const { sheets } = await readWorkbook(tableWorkbook({ rows }), MINES, settings);
    expect(sheets[0]?.rows.map((row) => row.value.name)).toEqual(['甲矿', '乙矿']);
    expect(sheets[0]?.columns.map(({ field, confidence }) => [field, confidence])).toEqual([
      ['sequence', 'exact'],
      ['industry', 'exact'],
      ['name', 'person'],
      ['headcount', 'person'],
      ['remark', 'exact'],
    ]);
    expect(sheets[0]?.columns[3]?.samples).toEqual(['8', '9']);
  });

  it('is remembered by the words of the header, wherever it stands', async () => {
    const settings = { sheets: { Sheet1: { headerRow: 2, fields: FIELDS } }, corrections: NO_CORRECTIONS };
    const [table] = (await readWorkbook(tableWorkbook({ rows }), MINES, settings)).sheets;
    const remembered = new Map([[table?.fingerprint ?? '', FIELDS]]);
    const later = tableWorkbook({ rows: [['另一个标题'], ['填报单位：某旗'], odd, [1, '煤矿', '丙矿', 7]] });
    const [read] = (await readWorkbook(later, MINES, { sheets: {}, corrections: NO_CORRECTIONS, remembered })).sheets;
    expect(read).toMatchObject({ headerRow: 3, rows: [{ value: { name: '丙矿', headcount: 7 } }] });
    expect(read?.columns[2]?.confidence).toBe('remembered');
  });

  it('of a cell reaches a field that the sheet has no column for', async () => {
    const corrections = new CorrectionTable([{ scope: 'cell', sheet: 'Sheet1', row: 2, field: 'industry', to: '煤矿' }]);
    const workbook = tableWorkbook({
      rows: [
        ['企业名称', '职工人数'],
        ['甲矿', 8],
        ['乙矿', 9],
      ],
    });
    const [read] = (await readWorkbook(workbook, MINES, { sheets: {}, corrections })).sheets;
    expect(read?.rows.map((row) => row.value.industry)).toEqual(['煤矿', null]);
  });

  it('for a sheet that is not there is refused', async () => {
    const settings = { sheets: { 别的: { headerRow: 2 } }, corrections: NO_CORRECTIONS };
    await expect(readWorkbook(tableWorkbook({ rows }), MINES, settings)).rejects.toMatchObject({ code: 'sheet-unknown' });
  });
});
