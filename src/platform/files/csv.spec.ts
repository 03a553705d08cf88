import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { toCsv } from './csv.js';

const BOM = '\ufeff';

describe('comma-separated text', () => {
  it('begins with a BOM, by which Excel knows UTF-8, and ends each line as Windows does', () => {
    expect(
      toCsv([
        ['企业', '人数'],
        ['福星石材厂', '23'],
      ]),
    ).toBe(`${BOM}企业,人数\r\n福星石材厂,23\r\n`);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['他说"好"', '"他说""好"""'],
    ['一\n二', '"一\n二"'],
    ['一\r二', '"一\r二"'],
    ['没有', '没有'],
    ['', ''],
  ])('%j is written as %j', (text, cell) => {
    expect(toCsv([[text]])).toBe(`${BOM}${cell}\r\n`);
  });

  it.each(['=1+1', '+86 139', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '=HYPERLINK("http://x","y")'])(
    '%j would run as a formula in a spreadsheet and is kept from it by an apostrophe',
    (text) => {
      const [[cell]] = parse(toCsv([[text]]), { bom: true }) as [[string]];
      expect(cell).toBe(`'${text}`);
    },
  );

  it.each(['1-2', '石灰=白灰', 'a@b.cn', ' =1'])('%j is no formula and stays as it is', (text) => {
    expect(toCsv([[text]])).toBe(`${BOM}${text}\r\n`);
  });

  it('of any texts reads back as it was, but for those apostrophes', () => {
    const rows = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), { minLength: 1 });
    fc.assert(
      fc.property(rows, (texts) => {
        const read: string[][] = parse(toCsv(texts), { bom: true, record_delimiter: '\r\n' });
        expect(read).toEqual(texts.map((row) => row.map((text) => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text))));
      }),
    );
  });
});
