import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import ExcelJs from 'exceljs';
import { SHEET_LIMITS, TableFile } from './table-file.js';
import { membersOf, TEXT, texts, unzipped } from './testing/written.js';

async function workbookOf(file: TableFile): Promise<ExcelJs.Workbook> {
  const workbook = new ExcelJs.Workbook();
  const bytes = await buffer(file.bytes);
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return workbook;
}

/** Rows without end; tells how many were asked for and whether they were told to end. */
function endless(): { rows: AsyncIterable<string>; asked: () => number; ended: () => boolean } {
  let [asked, ended] = [0, false];
  async function* rows(): AsyncGenerator<string> {
    try {
      for (;;) yield `第 ${asked++} 行 ${'很长的内容'.repeat(20)}${Math.random()}`;
    } finally {
      ended = true;
    }
  }
  return { rows: rows(), asked: () => asked, ended: () => ended };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

describe('a table as a workbook', () => {
  it('has a bold header that stays in sight, widths and a filter over all rows', async () => {
    const [sheet] = (await workbookOf(TableFile.of('表', texts('甲', '乙')))).worksheets;
    expect(sheet?.getCell('A1').font.bold).toBe(true);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet?.autoFilter).toBe('A1:A3');
    expect(sheet?.getColumn(1).width).toBe(20);
    expect(sheet?.getColumn(1).values.slice(1)).toEqual(['内容', '甲', '乙']);
  });

  it('of no rows is a header alone', async () => {
    const [sheet, ...others] = (await workbookOf(TableFile.of('表', texts()))).worksheets;
    expect(sheet?.rowCount).toBe(1);
    expect(others).toEqual([]);
  });

  it('goes on in further sheets, each with the header, where one is full', async () => {
    const limits = { ...SHEET_LIMITS, rows: 3 };
    const { worksheets } = await workbookOf(TableFile.of('表', texts('1', '2', '3', '4', '5'), limits));
    expect(worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['数据', 3],
      ['数据 (2)', 3],
      ['数据 (3)', 2],
    ]);
    expect(worksheets.map((sheet) => sheet.getColumn(1).values.slice(2))).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(worksheets.every((sheet) => sheet.getCell('A1').text === '内容')).toBe(true);
  });

  it('begins no sheet that would stay empty', async () => {
    const { worksheets } = await workbookOf(TableFile.of('表', texts('1', '2'), { ...SHEET_LIMITS, rows: 3 }));
    expect(worksheets.map(({ name }) => name)).toEqual(['数据']);
  });

  it('goes on in a further sheet before one grows larger than readers take', async () => {
    const members = await membersOf(texts(...new Array<string>(100).fill('字'.repeat(10_000))), { rows: 1000, bytes: 500_000 });
    const sheets = [...members].filter(([path]) => path.includes('worksheets/')).map(([, xml]) => xml);
    expect(sheets.length).toBeGreaterThan(4);
    for (const xml of sheets) expect(Buffer.byteLength(xml)).toBeLessThan(1_000_000);
    expect(sheets.join('').match(/字{10000}/g)).toHaveLength(100);
  });

  it('has as many rows by default as a spreadsheet program takes', () => {
    expect(SHEET_LIMITS.rows).toBe(1_048_576);
  });

  it('of the same rows has the same bytes', async () => {
    const bytes = (): Promise<Buffer> => buffer(TableFile.of('表', texts('甲', '乙')).bytes);
    expect(await bytes()).toEqual(await bytes());
  });

  it('counts its rows', async () => {
    const file = TableFile.of('表', texts('甲', '乙', '丙'), { ...SHEET_LIMITS, rows: 2 });
    await buffer(file.bytes);
    expect(file.rows).toBe(3);
  });

  it('names every member that it holds, and types each', async () => {
    const members = unzipped(await buffer(TableFile.of('表', texts('甲')).bytes));
    expect([...members.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
    ]);
  });
});

describe('a table as a workbook, while it is being made', () => {
  it('asks for no more rows than the reader takes', async () => {
    const { rows, asked } = endless();
    const { bytes } = TableFile.of('表', { columns: [TEXT], rows });
    await once(bytes, 'readable');
    await turn();
    const before = asked();
    await turn();
    expect(asked()).toBe(before);
    expect(before).toBeLessThan(10_000);
    bytes.destroy();
  });

  it('ends its rows where the reader goes away', async () => {
    const { rows, ended } = endless();
    const { bytes } = TableFile.of('表', { columns: [TEXT], rows });
    await once(bytes, 'readable');
    bytes.read();
    bytes.destroy();
    await turn();
    expect(ended()).toBe(true);
  });

  it('fails before the first byte where the first row fails', async () => {
    // eslint-disable-next-line require-yield
    async function* rows(): AsyncGenerator<string> {
      throw new Error('no database');
    }
    const { bytes } = TableFile.of('表', { columns: [TEXT], rows: rows() });
    await expect(once(bytes, 'readable')).rejects.toThrow('no database');
  });

  it('fails where a later row fails, and never ends as if it were whole', async () => {
    async function* rows(): AsyncGenerator<string> {
      for (let i = 0; i < 10_000; i++) yield String(Math.random());
      throw new Error('no database');
    }
    await expect(buffer(TableFile.of('表', { columns: [TEXT], rows: rows() }).bytes)).rejects.toThrow('no database');
  });

  it('fails where a cell cannot be written', async () => {
    const column = { header: '数', width: 9, kind: 'integer', value: Number } as const;
    await expect(buffer(TableFile.of('表', { columns: [column], rows: ['1', '二'] }).bytes)).rejects.toThrow(RangeError);
  });
});
