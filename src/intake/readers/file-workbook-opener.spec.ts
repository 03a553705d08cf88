import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import type { SheetInfo, SheetRow } from '../domain/index.js';
import { CompoundFile } from './compound-file.js';
import { FileWorkbookOpener } from './file-workbook-opener.js';
import { makeZip } from './xlsx/testing/make-zip.js';

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
  book.Props = { Title: '名册', Author: '甲' };
  XLSX.utils.book_append_sheet(book, sheet, '名册');
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}

/** Gives every cell format that is not the general one the number 31. */
function withFormat31(bytes: Buffer): Buffer {
  const globals = bytes.indexOf(Buffer.from('0908', 'hex'));
  const changed = Buffer.from(bytes);
  for (let at = globals; changed.readUInt16LE(at) !== 0x0a; at += 4 + changed.readUInt16LE(at + 2)) {
    if (changed.readUInt16LE(at) === 0xe0 && changed.readUInt16LE(at + 6) !== 0) changed.writeUInt16LE(31, at + 6);
  }
  return changed;
}

describe('a workbook in .xlsx', () => {
  it('gives values, formulas by their result, rich text as one, dates as days; covered cells are empty', async () => {
    const { sheets, rows } = await read('a.xlsx', await xlsxBytes());
    expect(sheets).toEqual([
      { name: '名册', hidden: false, merges: [{ top: 1, left: 0, bottom: 1, right: 2 }] },
      { name: '备查', hidden: true, merges: [] },
    ]);
    expect(rows[0]).toEqual([
      { number: 1, cells: ['标题'], hidden: false },
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

describe('a workbook in .xls that was cut off or written over', () => {
  it.each([0.2, 0.5, 0.9])('is refused, at %d of its length', async (share) => {
    const bytes = xlsBytes();
    await expect(read('cut.xls', bytes.subarray(0, bytes.length * share))).rejects.toMatchObject({ code: 'workbook-damaged' });
  });
});

/** The workbook's stream with one more record at the end of its globals; the sheets behind it move on. */
function withRecord(stream: Buffer, type: number, content: Buffer): Buffer {
  const record = Buffer.concat([Buffer.alloc(4), content]);
  record.writeUInt16LE(type, 0);
  record.writeUInt16LE(content.length, 2);
  const before = Buffer.from(stream);
  for (let at = 0; ; at += 4 + before.readUInt16LE(at + 2)) {
    const [kind, body] = [before.readUInt16LE(at), at + 4];
    if (kind === 0x0085) before.writeUInt32LE(before.readUInt32LE(body) + record.length, body);
    if (kind === 0x000a) return Buffer.concat([before.subarray(0, at), record, before.subarray(at)]);
  }
}

const THEME = 0x0896;
/** In a property set with one section. */
const NUMBER_OF_PROPERTIES = 52;

/** A theme of which the archive is damaged. */
function damagedTheme(): Buffer {
  const archive = makeZip([{ name: 'theme/theme/theme1.xml', content: Buffer.alloc(64), stored: true, method: 8, size: 1_000 }]);
  const header = Buffer.alloc(16);
  header.writeUInt16LE(THEME);
  return Buffer.concat([header, archive]);
}

describe('a workbook in .xls of which a part is damaged that holds no rows', () => {
  const stream = (): Buffer => new CompoundFile(Buffer.from(xlsBytes())).stream('Workbook') ?? Buffer.alloc(0);

  it('is read, though its theme is damaged', async () => {
    const { rows } = await read('theme.xls', withRecord(stream(), THEME, damagedTheme()));
    expect(rows[0]?.map(({ number }) => number)).toEqual([1, 3]);
  });

  it('is read, though its properties say that they are two thousand million', async () => {
    const bytes = Buffer.from(xlsBytes());
    const compound = new CompoundFile(bytes);
    expect(compound.names()).toContain('\u0005SummaryInformation');
    const properties = compound.stream('\u0005SummaryInformation') ?? Buffer.alloc(0);
    bytes.writeUInt32LE(0x7fffffff, bytes.indexOf(properties.subarray(0, 64)) + NUMBER_OF_PROPERTIES);
    expect(cellsOf((await read('properties.xls', bytes)).rows)?.[0]).toEqual(['标题']);
  });
});

describe('a workbook in .xls by a Chinese edition', () => {
  it('has days in the built-in format 31, which no record describes', async () => {
    const bytes = Buffer.from(xlsBytes());
    const { rows } = await read('a.xls', withFormat31(bytes));
    expect(rows[0]?.[1]?.cells[1]).toEqual({ date: '2020-03-22' });
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
    ['UTF-16 without a mark', Buffer.from('名称,人数\n甲矿,5\n', 'utf16le')],
    ['vertical bars', Buffer.from('名称|人数\n甲矿|5\n')],
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

  it('may say itself what separates its cells; that line is none of the table', async () => {
    const { rows } = await read('a.csv', 'sep=|\r\n名称|人数\r\n甲,乙|5\r\n');
    expect(rows[0]).toEqual([
      { number: 2, cells: ['名称', '人数'], hidden: false },
      { number: 3, cells: ['甲,乙', '5'], hidden: false },
    ]);
  });

  it('is cut where all lines have as many cells, not where most signs are', async () => {
    const { rows } = await read('a.csv', '名称;范围;人数\n甲矿;采,选,运,销;5\n乙矿;采;6\n');
    expect(cellsOf(rows)).toEqual([
      ['名称', '范围', '人数'],
      ['甲矿', '采,选,运,销', '5'],
      ['乙矿', '采', '6'],
    ]);
  });

  it('whose first characters are all ASCII may be GB18030 further down', async () => {
    const { rows } = await read('a.csv', Buffer.concat([Buffer.from('a,b\n'.repeat(40_000)), Buffer.from('c3fbb3c62c350a', 'hex')]));
    expect(cellsOf(rows)?.at(-1)).toEqual(['名称', '5']);
  });

  it('with a quote that never closes is refused', async () => {
    await expect(read('a.csv', '名称,备注\n甲,"没有\n')).rejects.toMatchObject({ code: 'workbook-damaged' });
  });
});

describe('refused with what to do', () => {
  const compound = (...names: string[]): Buffer => {
    const file = XLSX.CFB.utils.cfb_new();
    for (const name of names) XLSX.CFB.utils.cfb_add(file, `/${name}`, Buffer.alloc(64, 1));
    return Buffer.from(XLSX.CFB.write(file, { type: 'buffer' }) as Buffer);
  };

  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'workbook-empty'],
    ['a file of blanks', ' \n\n', 'workbook-empty'],
    ['HTML without a table', '\uFEFF<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>', 'workbook-html'],
    ['XML', '<?xml version="1.0"?><企业/>', 'workbook-format'],
    ['an XML workbook that was cut off', '<?xml version="1.0"?><Workbook><Worksheet>', 'workbook-damaged'],
    ['an XML workbook with a document type', '<?xml version="1.0"?><!DOCTYPE x><Workbook></Workbook>', 'workbook-active-content'],
    ['JSON', '{"a": 1}', 'workbook-format'],
    ['text without a table', '没有表格', 'workbook-format'],
    ['the lock file of Excel', Buffer.concat([Buffer.from('\u0005admin'), Buffer.alloc(159)]), 'workbook-format'],
    ['text with zeros in its midst', `名称,人数\n${'甲矿,5\n'.repeat(20_000)}\u0000`, 'workbook-damaged'],
    [
      'text that is neither UTF-8 nor GB18030 in its midst',
      Buffer.concat([Buffer.from('a,b\n'.repeat(40_000)), Buffer.from([0xff, 0x0a])]),
      'workbook-damaged',
    ],
    ['a Word document of old', compound('WordDocument'), 'workbook-format'],
    ['a PDF', '%PDF-1.7 …', 'workbook-format'],
    ['bytes of something else', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x00, 0x00, 0x10]), 'workbook-format'],
    ['an encrypted .xlsx', compound('EncryptionInfo', 'EncryptedPackage'), 'workbook-encrypted'],
    ['a compound file without a workbook', compound('Other'), 'workbook-format'],
    ['a compound file that is cut short', compound('Other').subarray(0, 600), 'workbook-damaged'],
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
      code: 'limit-file-size',
    });
  });
});
