import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { readText, CorrectionTable, type SheetKind } from '../domain/index.js';
import { tableWorkbook, type TableSheet } from '../domain/testing/table-workbook.js';
import type { KeptCorrection } from '../intake.store.js';
import { markRows, MARK_SHEET, readMark, type BatchMark } from './batch-mark.js';
import { compareCorrected, type Comparison } from './compare-corrected.js';
import { planMarking, writtenNames } from './marking.js';
import { mayBeMarked } from './peek.js';
import { correctionText, eachTableRow } from './table-rows.js';
import { writeCopy } from './write-copy.js';
import { NO_SETTINGS } from '../domain/index.js';

const kind: SheetKind<unknown> = {
  name: 'registry',
  label: '企业底数',
  fields: [
    { field: 'industry', label: '所属行业', synonyms: [], fillDown: true },
    { field: 'name', label: '企业名称', synonyms: [], required: true },
    { field: 'headcount', label: '职工人数', synonyms: [] },
  ],
  readRow: (cells) => cells.require('name', readText),
};

const MERGED = [{ top: 2, left: 0, bottom: 3, right: 0 }];
const original = (): TableSheet => ({
  name: '临河区',
  merges: MERGED,
  rows: [
    ['所属行业', '企业名称', '职工人数'],
    ['煤矿', '甲矿', 12],
    [null, '乙矿', 5],
    ['建材', '丙厂', 7],
  ],
});

const mark: BatchMark = {
  batchId: 5,
  version: 3,
  fileHash: 'f'.repeat(64),
  form: 'copy',
  lastCorrection: 0,
  sheets: [{ sheet: '临河区', written: '临河区', headerTop: 1, headerRow: 1, originColumn: 4, reasonColumn: 3 }],
};

/** The sheet as the error workbook has it: with reasons, and each row's number. */
const shown = (): (string | number | null)[][] => [
  ['所属行业', '企业名称', '职工人数', '错误原因', '原行号'],
  ['煤矿', '甲矿', 12, null, 2],
  [null, '乙矿', 5, '职工人数：请核对。', 3],
  ['建材', '丙厂', 7, null, 4],
];

async function compare(
  rows: readonly (readonly (string | number | null)[])[],
  kept: readonly KeptCorrection[] = [],
  merges = MERGED,
): Promise<Comparison> {
  const tables = await eachTableRow(tableWorkbook(original()), kind, NO_SETTINGS, () => undefined);
  const corrected = tableWorkbook({ name: '临河区', merges, rows });
  return compareCorrected({ original: tableWorkbook(original()), corrected, mark, kind, tables, kept });
}

const cells = ({ corrections }: Comparison): unknown[] =>
  corrections.map((one) => (one.scope === 'cell' ? [one.row, one.field, one.to] : one));
const correction = (row: number, field: string, to: string, id = 1): KeptCorrection => ({
  scope: 'cell',
  sheet: '临河区',
  row,
  field,
  to,
  id,
  createdBy: '',
  createdAt: new Date(0),
});

describe('a corrected error workbook', () => {
  it('that nobody has changed corrects nothing', async () => {
    expect(await compare(shown())).toEqual({ corrections: [], missing: [], missingCount: 0, added: [] });
  });

  it('is followed where rows were sorted, whatever the reasons say by then', async () => {
    const [header = [], first = [], second = [], third = []] = shown();
    const found = await compare(
      [header, ['建材', '丙厂', 8, '改好了', 4], ['煤矿', ...first.slice(1)], ['煤矿', ...second.slice(1)]],
      [],
      [],
    );
    expect(third).toHaveLength(5);
    expect(cells(found)).toEqual([[4, 'headcount', '8']]);
  });

  it('corrects every row that a changed merged cell speaks for', async () => {
    const rows = shown();
    rows[1] = ['冶金', '甲矿', 12, null, 2];
    expect(cells(await compare(rows))).toEqual([
      [2, 'industry', '冶金'],
      [3, 'industry', '冶金'],
    ]);
  });

  it('cannot show a correction within a merged range, and does not take it back', async () => {
    expect(cells(await compare(shown(), [correction(3, 'industry', '冶金')]))).toEqual([]);
  });

  it('tells of rows that are gone, and of rows that are new or stand twice', async () => {
    const [header = [], first = [], second = []] = shown();
    const found = await compare([header, first, second, ['煤矿', '戊矿', 1, null, null], ['煤矿', '乙矿', 5, null, 3]]);
    expect(found.missing).toEqual([{ sheet: '临河区', row: 4 }]);
    expect(found.added).toEqual([
      { sheet: '临河区', row: 4 },
      { sheet: '临河区', row: 5 },
    ]);
  });

  it.each([
    ['a header', [['行业类别', '企业名称', '职工人数', '错误原因', '原行号'], ...shown().slice(1)]],
    ['a column before the others', shown().map((row) => ['', ...row])],
    ['the column of the row numbers', shown().map((row) => row.slice(0, 4))],
    ['a row above the header', [['标题'], ...shown()]],
  ])('is refused where %s was changed, for nothing could be compared', async (_what, rows) => {
    await expect(compare(rows)).rejects.toMatchObject({ code: 'error-workbook-changed' });
  });

  it('keeps a number that Excel has rounded recognisable as one', () => {
    expect(correctionText(150802197001010000)).toBe('1.51E+17');
    expect(correctionText(23)).toBe('23');
    expect(correctionText(' 甲 ')).toBe('甲');
  });
});

describe('the mark of an error workbook', () => {
  const marked = (rows: readonly (readonly string[])[]): TableSheet => ({ name: MARK_SHEET, rows });

  it('is read as it was written', async () => {
    expect(await readMark(tableWorkbook(original(), marked(markRows(mark))))).toEqual(mark);
  });

  it.each([[[]], [[['batch', 'x']]], [[['batch', '5']]], [[['form', 'copy']]]])('that makes no sense is none: %p', async (rows) => {
    expect(await readMark(tableWorkbook(original(), marked(rows)))).toBeUndefined();
  });

  it('is absent from ordinary workbooks', async () => {
    expect(await readMark(tableWorkbook(original()))).toBeUndefined();
  });
});

describe('files', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'error-workbook-'));
    path = join(folder, 'file');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const bookWith = (...sheets: string[]): XLSX.WorkBook => {
    const book = XLSX.utils.book_new();
    for (const name of sheets) XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['x']]), name);
    return book;
  };

  it.each<[XLSX.BookType, string[], boolean]>([
    ['xlsx', ['临河区', '_batch'], true],
    ['xlsx', ['临河区'], false],
    ['biff8', ['临河区', '_batch'], true],
    ['biff8', ['临河区'], false],
    ['csv', ['_batch'], false],
  ])('of the format %s with the sheets %p are looked into or not: %p', async (bookType, sheets, expected) => {
    writeFileSync(path, XLSX.write(bookWith(...sheets), { type: 'buffer', bookType }) as Buffer);
    expect(await mayBeMarked(path)).toBe(expected);
  });

  it.each([[Buffer.alloc(0)], [Buffer.from('PK\x03\x04')], [Buffer.from('PK\x03\x04 and then nothing PK\x05\x06', 'latin1')]])(
    'that are broken are no error workbooks and do no harm',
    async (bytes) => {
      writeFileSync(path, bytes);
      expect(await mayBeMarked(path)).toBe(false);
    },
  );

  it('are copied with the one bad cell coloured, though others share its style, and with its comment kept', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('临河区');
    for (const row of original().rows) sheet.addRow(row.map((cell) => (typeof cell === 'object' ? null : cell)));
    for (const cell of ['B2', 'B3', 'B4']) sheet.getCell(cell).font = { bold: true };
    sheet.getCell('B3').note = '自己的批注';
    sheet.mergeCells('A2:A3');
    await book.xlsx.writeFile(path);
    const tables = await eachTableRow(tableWorkbook(original()), kind, NO_SETTINGS, () => undefined);
    const errors = new Map([
      ['临河区', new Map([[3, { cells: new Map([[1, ['企业名称有误，请核对。']]]), reasons: ['企业名称：=有误'] }]])],
    ]);
    const { job } = await planMarking({
      workbook: tableWorkbook(original()),
      kind,
      tables,
      errors,
      corrections: new CorrectionTable([correction(4, 'headcount', '9')]),
      mark,
    });
    await writeCopy({ file: path }, { ...job, watermark: null }, join(folder, 'copy.xlsx'));
    const copy = new ExcelJS.Workbook();
    await copy.xlsx.readFile(join(folder, 'copy.xlsx'));
    const written = copy.getWorksheet('临河区');
    expect(['B2', 'B3', 'B4'].map((cell) => JSON.stringify(written?.getCell(cell).fill).includes('FFFFC7CE'))).toEqual([
      false,
      true,
      false,
    ]);
    expect(written?.getCell('B3').font).toMatchObject({ bold: true });
    expect(JSON.stringify(written?.getCell('B3').note)).toMatch(/自己的批注.*企业名称有误/);
    expect(written?.getCell('C4').value).toBe('9');
    expect(written?.getCell('D1').value).toBe('错误原因');
    expect(written?.getColumn(5).hidden).toBe(true);
    expect([2, 3, 4].map((row) => written?.getCell(row, 5).value)).toEqual([2, 3, 4]);
  });
});

it('reasons that begin like a formula are text', async () => {
  const tables = await eachTableRow(tableWorkbook(original()), kind, NO_SETTINGS, () => undefined);
  const errors = new Map([['临河区', new Map([[2, { cells: new Map<number, string[]>(), reasons: ['=HYPERLINK("x")：请核对。'] }]])]]);
  const { job } = await planMarking({
    workbook: tableWorkbook(original()),
    kind,
    tables,
    errors,
    corrections: new CorrectionTable([]),
    mark,
  });
  expect(job.sheets[0]?.errors[0]?.reason).toBe('\'=HYPERLINK("x")：请核对。');
});

it('sheet names that no .xlsx may have are written otherwise, each its own', () => {
  const names = ['a/b', 'a?b', 'History', '_batch', 'x'.repeat(40), 'x'.repeat(41), ''];
  const written = [...writtenNames(names).values()];
  expect(written.slice(0, 2)).toEqual(['a_b', 'a_b~2']);
  expect(new Set(written.map((name) => name.toLowerCase())).size).toBe(names.length);
  expect(written.every((name) => name.length > 0 && name.length <= 31)).toBe(true);
});
