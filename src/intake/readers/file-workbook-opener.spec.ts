import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import type { SheetInfo, SheetRow } from '../domain/index.js';
import { FileWorkbookOpener } from './file-workbook-opener.js';

const folder = mkdtempSync(join(tmpdir(), 'workbooks-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function read(name: string, bytes: string | Uint8Array): Promise<{ sheets: readonly SheetInfo[]; rows: SheetRow[][] }> {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const workbook = await new FileWorkbookOpener().open(file);
  const rows: SheetRow[][] = [];
  for (const i of workbook.sheets.keys()) {
    const sheet: SheetRow[] = [];
    for await (const row of workbook.rows(i)) sheet.push(row);
    rows.push(sheet);
  }
  await workbook.close();
  return { sheets: workbook.sheets, rows };
}

const cellsOf = (rows: SheetRow[][]) => rows[0]?.map((row) => row.cells);

async function xlsxBytes(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名册');
  sheet.mergeCells('A1:C1');
  sheet.getCell('A1').value = '标题';
  sheet.getCell('A3').value = { richText: [{ text: '甲' }, { text: '矿' }] };
  sheet.getCell('B3').value = { formula: '1+1', result: 2 };
  sheet.getCell('C3').value = { error: '#N/A' };
  sheet.getCell('D3').value = new Date(Date.UTC(2020, 2, 22));
  sheet.getCell('E3').value = true;
  sheet.getCell('A4').value = 152801197003151230;
  sheet.getRow(4).hidden = true;
  const hidden = book.addWorksheet('备查');
  hidden.state = 'hidden';
  hidden.getCell('B2').value = 'x';
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function xlsBytes(): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet([['标题'], [], ['甲矿', 43912, 152801197003151230]]);
  const date = sheet['B3'] as XLSX.CellObject;
  date.z = 'yyyy-mm-dd';
  sheet['!merges'] = [XLSX.utils.decode_range('A1:C1')];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, '名册');
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}

describe('a workbook in .xlsx', () => {
  it('gives values, formulas by their result, rich text as one, dates as days; covered cells are empty', async () => {
    const { sheets, rows } = await read('a.xlsx', await xlsxBytes());
    expect(sheets).toEqual([
      { name: '名册', hidden: false, merges: [{ top: 1, left: 0, bottom: 1, right: 2 }] },
      { name: '备查', hidden: true, merges: [] },
    ]);
    expect(rows[0]).toEqual([
      { number: 1, cells: ['标题', null, null], hidden: false },
      { number: 3, cells: ['甲矿', 2, '#N/A', { date: '2020-03-22' }, true], hidden: false },
      { number: 4, cells: [152801197003151230], hidden: true },
    ]);
    expect(rows[1]).toEqual([{ number: 2, cells: [null, 'x'], hidden: false }]);
  });

  it('is known by its bytes, whatever it is called', async () => {
    const { rows } = await read('renamed.csv', await xlsxBytes());
    expect(rows[0]).toHaveLength(3);
  });

  it('that is cut short is refused', async () => {
    const bytes = await xlsxBytes();
    await expect(read('cut.xlsx', bytes.subarray(0, bytes.length * 0.9))).rejects.toMatchObject({ code: 'workbook-damaged' });
  });
});

describe('a workbook in .xls', () => {
  it('gives the same', async () => {
    const { sheets, rows } = await read('a.xls', xlsBytes());
    expect(sheets).toEqual([{ name: '名册', hidden: false, merges: [{ top: 1, left: 0, bottom: 1, right: 2 }] }]);
    expect(rows[0]).toEqual([
      { number: 1, cells: ['标题'], hidden: false },
      { number: 3, cells: ['甲矿', { date: '2020-03-22' }, 152801197003151230], hidden: false },
    ]);
  });
});

describe('a text file', () => {
  const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('名称,人数\n甲矿,5\n')],
    ['UTF-8 with a mark', Buffer.from('\uFEFF名称,人数\n甲矿,5\n')],
    ['GB18030', Buffer.from('c3fbb3c62cc8cbcafd0d0abcd7bff32c350d0a', 'hex')],
    ['UTF-16 little endian', utf16('名称,人数\r\n甲矿,5')],
    ['UTF-16 big endian', utf16('名称,人数\r\n甲矿,5').swap16()],
    ['semicolons', Buffer.from('名称;人数\n甲矿;5')],
    ['tabs', Buffer.from('名称\t人数\n甲矿\t5')],
    ['old Mac line ends', Buffer.from('名称,人数\r甲矿,5')],
    ['everything quoted', Buffer.from('"名称","人数"\n"甲矿","5"')],
  ])('in %s is read', async (_, bytes) => {
    const { rows } = await read('a.csv', bytes);
    expect(cellsOf(rows)).toEqual([
      ['名称', '人数'],
      ['甲矿', '5'],
    ]);
  });

  it('numbers its rows by record, with empty lines and lines within quotes as a spreadsheet program counts them', async () => {
    const { rows } = await read('a.csv', '名称,备注\n\n"甲矿","第一行\n第二行"\n乙矿,5" 管\n');
    expect(rows[0]).toEqual([
      { number: 1, cells: ['名称', '备注'], hidden: false },
      { number: 3, cells: ['甲矿', '第一行\n第二行'], hidden: false },
      { number: 4, cells: ['乙矿', '5" 管'], hidden: false },
    ]);
  });

  it('takes the text out of ="…", which keeps long numbers from being rounded', async () => {
    const { rows } = await read('a.csv', '名称,证件\n甲,="0047"\n');
    expect(cellsOf(rows)?.[1]).toEqual(['甲', '0047']);
  });

  it('with a quote that never closes is refused', async () => {
    await expect(read('a.csv', '名称,备注\n甲,"没有\n')).rejects.toMatchObject({ code: 'workbook-damaged' });
  });
});

describe('refused with what to do', () => {
  const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'workbook-empty'],
    ['a file of blanks', ' \n\n', 'workbook-empty'],
    ['HTML saved as .xls', '\uFEFF<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>', 'workbook-html'],
    ['a table of HTML alone', '<table><tr><td>1</td></tr></table>', 'workbook-html'],
    ['XML', '<?xml version="1.0"?><Workbook/>', 'workbook-format'],
    ['a PDF', '%PDF-1.7 …', 'workbook-format'],
    ['bytes of something else', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x00, 0x00, 0x10]), 'workbook-format'],
    ['an encrypted .xlsx', Buffer.concat([compound, Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')]), 'workbook-encrypted'],
    ['a compound file without a workbook', Buffer.concat([compound, Buffer.alloc(2048)]), 'workbook-damaged'],
    ['a zip that is no workbook', Buffer.from('504b0304', 'hex'), 'workbook-damaged'],
  ])('%s', async (_, bytes, code) => {
    await expect(read('a.xls', bytes)).rejects.toMatchObject({
      name: 'Problem',
      kind: 'unreadable',
      code,
      message: expect.stringMatching(/请/),
    });
  });

  it('a file of more than 100 MiB, before it is read', async () => {
    await expect(read('big.csv', Buffer.alloc(100 * 2 ** 20 + 1, ','))).rejects.toMatchObject({
      kind: 'too-large',
      code: 'workbook-too-large',
    });
  });
});
