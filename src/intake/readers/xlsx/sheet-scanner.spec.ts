import fc from 'fast-check';
import type { CellValue, MergedRange, SheetRow } from '../../domain/index.js';
import { DEFAULT_LIMITS, type XlsxLimits } from './limits.js';
import { MergeMap } from './merge-map.js';
import { SerialDays } from './serial-days.js';
import { SheetScanner } from './sheet-scanner.js';
import { SheetTail } from './sheet-tail.js';
import { StringTable } from './string-table.js';
import { worksheet } from './testing/make-workbook.js';

interface Options {
  readonly splits?: readonly number[];
  readonly merges?: readonly MergedRange[] | null;
  readonly limits?: Partial<XlsxLimits>;
}

/** Style 1 shows days; the shared strings are 甲 and an empty one. */
function scan(xml: string | Buffer, { splits = [], merges = [], limits = {} }: Options = {}): SheetRow[] {
  const all = { ...DEFAULT_LIMITS, ...limits };
  const strings = new StringTable(all);
  strings.add('甲');
  strings.add('');
  const context = { strings, dayStyles: Uint8Array.of(0, 1), days: new SerialDays(false) };
  const scanner = new SheetScanner(context, merges === null ? null : new MergeMap(merges), all);
  return [...pieces(Buffer.from(xml), splits).flatMap((piece) => [...scanner.push(piece)]), ...scanner.finish()];
}

function pieces(bytes: Buffer, splits: readonly number[]): Buffer[] {
  const edges = [0, ...[...splits].sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((end, i) => bytes.subarray(edges[i], end));
}

const data = (rows: string): string => worksheet(`<sheetData>${rows}</sheetData>`);
const row = (cells: string): string => data(`<row r="1">${cells}</row>`);
const cellsOf = (xml: string, options?: Options): readonly CellValue[] => scan(xml, options)[0]?.cells ?? [];
const refusal = (code: string) => expect.objectContaining({ name: 'Problem', code });

const EVERYTHING =
  `\uFEFF<?xml version="1.0" encoding="UTF-8"?><!-- a > b --><x:worksheet xmlns:x="y"><x:sheetViews><x:sheetView a='>"'/></x:sheetViews>
<x:sheetData><x:row r="2" spans="1:9" hidden="1"><x:c r="A2" s="1"><x:v>43912</x:v></x:c><x:c r="C2" t="s"><x:f>A1&amp;"&lt;"</x:f><x:v>0</x:v></x:c></x:row>
 <x:row/><x:row><x:c t="inlineStr"><x:is><x:r><x:t>乌拉特</x:t></x:r><x:r><x:t> 中旗</x:t></x:r></x:is></x:c><x:c><x:v>-1.25</x:v></x:c><x:c t='b'><x:v>1</x:v></x:c>
<x:c t="str"><x:v>a<![CDATA[<b>]]>&#99;_x0041_</x:v></x:c><!-- </x:row> --><x:c t="e"><x:v>#N/A</x:v></x:c><x:c r="I4"><x:v>1E+17</x:v></x:c></x:row></x:sheetData>
<x:mergeCells count="1"><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>`.slice(1);

const EVERYTHING_READ = [
  { number: 2, hidden: true, cells: [{ date: '2020-03-22' }, null, '甲'] },
  { number: 4, hidden: false, cells: ['乌拉特 中旗', -1.25, true, 'a<b>cA', '#N/A', null, null, null, 1e17] },
];

describe('the rows of a sheet', () => {
  it('have numbers, hidden flags and cells in their places', () => {
    expect(scan(EVERYTHING)).toEqual(EVERYTHING_READ);
  });

  it('are the same wherever the bytes are split', () => {
    const { length } = Buffer.from(EVERYTHING);
    for (let at = 0; at <= length; at++) expect(scan(EVERYTHING, { splits: [at] })).toEqual(EVERYTHING_READ);
    expect(scan(EVERYTHING, { splits: Array.from({ length }, (_, i) => i) })).toEqual(EVERYTHING_READ);
    fc.assert(
      fc.property(fc.array(fc.nat(length)), (splits) => {
        expect(scan(EVERYTHING, { splits })).toEqual(EVERYTHING_READ);
      }),
    );
  });

  it('say the same in the usual shape, which is read in one go, and in any other', () => {
    const text = fc.stringMatching(/^[abc甲乙丙 ]{0,60}$/);
    const cell = fc.oneof(
      fc.nat(2_000_000_000).map((value) => ({ type: undefined, inside: `<v>${value}</v>` })),
      fc.constantFrom(0, 1).map((value) => ({ type: 's', inside: `<v>${value}</v>` })),
      text.map((value) => ({ type: 'inlineStr', inside: `<is><t>${value}</t></is>` })),
      text.map((value) => ({ type: 'str', inside: `<f>A1</f><v>${value}&amp;1</v>` })),
    );
    const style = fc.constantFrom('', ' s="0"', ' s="1"');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, style), { minLength: 1, maxLength: 30 }), fc.array(fc.nat(4000)), (cells, splits) => {
        const usual = cells.map(([{ type, inside }, s]) => `<c${s}${type ? ` t="${type}"` : ''}>${inside}</c>`).join('');
        const other = cells.map(
          ([{ type, inside }, s]) => `<c ${type ? ` t='${type}'` : ''} ${s} >${inside.replaceAll(/<([^/]*?)>/g, '<$1 ><!-- -->')}</c >`,
        );
        expect(scan(row(usual), { splits })).toEqual(scan(row(other.join(''))));
      }),
    );
  });

  it('are damage, never other rows, when cut off anywhere', () => {
    const bytes = Buffer.from(EVERYTHING);
    for (let end = 0; end < bytes.length; end++) expect(() => scan(bytes.subarray(0, end))).toThrow(refusal('workbook-damaged'));
  });

  it('come in the order of the file, whatever their numbers', () => {
    const xml = data('<row r="9"><c><v>9</v></c></row><row r="3"><c><v>3</v></c></row><row><c><v>4</v></c></row>');
    expect(scan(xml).map(({ number }) => number)).toEqual([9, 3, 4]);
  });

  it('are left out when nothing is in them', () => {
    expect(scan(data('<row r="1"/><row r="2"></row><row r="3"><c r="A3" s="1"/><c r="B3" t="s"><v>1</v></c></row>'))).toEqual([]);
    expect(scan(worksheet('<sheetData/>'))).toEqual([]);
    expect(scan('<worksheet/>')).toEqual([]);
  });

  it('end where the data end, whatever stands behind', () => {
    expect(scan(worksheet('<sheetData/><extLst><row><c><v>1</v></c></row></extLst>'))).toEqual([]);
  });
});

describe('a cell', () => {
  it.each<[string, string, unknown]>([
    ['a number', '<c><v>12</v></c>', 12],
    ['a number with a type', '<c t="n"><v> 12.5 </v></c>', 12.5],
    ['a number of 18 digits', '<c><v>152801197003151230</v></c>', 152801197003151230],
    ['a number that is none, as it stands', '<c><v>12abc</v></c>', '12abc'],
    ['a day', '<c s="1"><v>43912.75</v></c>', { date: '2020-03-22' }],
    ['a time of day', '<c s="1"><v>0.75</v></c>', 0.75],
    ['a number with a style that is not there', '<c s="99"><v>43912</v></c>', 43912],
    ['an ISO day', '<c t="d"><v>2020-03-22</v></c>', { date: '2020-03-22' }],
    ['an ISO time stamp', '<c t="d"><v>2020-03-22T08:00:00Z</v></c>', { date: '2020-03-22' }],
    ['an ISO time', '<c t="d"><v>08:00:00</v></c>', '08:00:00'],
    ['a shared string', '<c t="s"><v>0</v></c>', '甲'],
    ['a shared string in pieces', '<c t="s"><v><!-- -->0</v></c>', '甲'],
    ['a formula of text', '<c t="str"><f t="shared" si="0" ref="A1:A9">"a"</f><v>a</v></c>', 'a'],
    ['a formula of a number', '<c><f>1+1</f><v>2</v></c>', 2],
    ['a logical value', '<c t="b"><v>0</v></c>', false],
    ['an error', '<c t="e"><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['inline text', '<c t="inlineStr"><is><t>甲</t></is></c>', '甲'],
    ['inline text without its reading', '<c t="inlineStr"><is><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>', '甲'],
    ['inline text without its type', '<c><is><t>甲</t></is></c>', '甲'],
    ['inline text in v', '<c t="inlineStr"><v>甲</v></c>', '甲'],
    ['with an extension', '<c><v>1</v><extLst><ext><v>2</v></ext></extLst></c>', 1],
    ['with quoted marks', '<c cm="&gt;" vm=">/>"><v>1</v></c>', 1],
    ['with white space', "<c\n r = 'A1'\t>\n<v >1</v\n> </c >", 1],
  ])('%s', (_, xml, value) => {
    expect(cellsOf(row(xml))).toEqual([value]);
    for (const at of Buffer.from(row(xml)).keys()) expect(cellsOf(row(xml), { splits: [at] })).toEqual([value]);
  });

  it.each([
    '<c/>',
    '<c><v/></c>',
    '<c><v></v></c>',
    '<c t="s"><v></v></c>',
    '<c t="inlineStr"><is/></c>',
    '<c t="inlineStr"/>',
    '<c><f>1</f></c>',
  ])('has no value: %s', (xml) => {
    expect(scan(row(xml))).toEqual([]);
  });

  it('stands where its reference says, else behind the one before', () => {
    expect(cellsOf(row('<c r="C1"><v>3</v></c><c><v>4</v></c><c r="A1"><v>1</v></c><c r="AB1"><v>28</v></c>'))).toEqual([
      1,
      null,
      3,
      4,
      ...new Array<null>(23).fill(null),
      28,
    ]);
  });

  it.each([
    ['beyond the format', '<c r="ZZZZ9999999999"><v>1</v></c>'],
    ['in another row', '<c r="A2"><v>1</v></c>'],
    ['without a row', '<c r="A"><v>1</v></c>'],
    ['of nothing', '<c r=""><v>1</v></c>'],
    ['twice', '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'],
  ])('is damage with a reference %s', (_, cells) => {
    expect(() => scan(row(cells))).toThrow(refusal('workbook-damaged'));
  });

  it.each(['2', '99999999999999999999', '-1', 'a', '1.5'])('is damage with shared string %s', (index) => {
    expect(() => scan(row(`<c t="s"><v>${index}</v></c>`))).toThrow(refusal('workbook-damaged'));
  });
});

describe('XML that is not well formed is damage', () => {
  it.each([
    '',
    'text',
    '<sheetData/>',
    '<worksheet><sheetData><row><c></row></c></sheetData></worksheet>',
    '<worksheet><sheetData><row><c><v>1</c></v></row></sheetData></worksheet>',
    '<worksheet><sheetData><row></sheetData></worksheet>',
    '<worksheet><sheetData><row r="0"/></sheetData></worksheet>',
    '<worksheet><sheetData><row r="x"/></sheetData></worksheet>',
    '<worksheet><sheetData><row r=1/></sheetData></worksheet>',
    '<worksheet><sheetData><row r/></sheetData></worksheet>',
    '<worksheet><sheetData><row r="<"/></sheetData></worksheet>',
    '<worksheet><sheetData>< row/></sheetData></worksheet>',
    '<worksheet><sheetData/></worksheet><worksheet/>',
    '<worksheet><sheetData/></worksheet>\0',
  ])('%j', (xml) => {
    expect(() => scan(xml)).toThrow(refusal('workbook-damaged'));
  });

  it('and a document type is refused wherever it stands', () => {
    for (const xml of ['<!DOCTYPE a><worksheet/>', worksheet('<!ENTITY a "b"><sheetData/>'), row('<![IGNORE[]]>')]) {
      expect(() => scan(xml)).toThrow(refusal('workbook-active-content'));
    }
  });
});

describe('merged ranges', () => {
  const range = (top: number, left: number, bottom: number, right: number): MergedRange => ({ top, left, bottom, right });

  function tailOf(xml: string, splits: readonly number[] = []): readonly MergedRange[] {
    const tail = new SheetTail(DEFAULT_LIMITS);
    for (const piece of pieces(Buffer.from(xml), splits)) tail.push(piece);
    return tail.merges;
  }

  it.each(['<sheetData><row><c><v>1</v></c></row></sheetData>', '<sheetData/>', '<x:sheetData></x:sheetData >', '<x:sheetData />'])(
    'are found behind the rows, wherever the bytes are split: %s',
    (rows) => {
      const xml = `<worksheet><!-- sheetData>/sheetData> -->${rows}<mergeCells><mergeCell ref="A1:C1"/><x:mergeCell  a=">" ref='B10:B5'/><mergeCell ref="Z9"/></mergeCells></worksheet>`;
      const expected = [range(1, 0, 1, 2), range(5, 1, 10, 1)];
      for (const at of Buffer.from(xml).keys()) expect(tailOf(xml, [at])).toEqual(expected);
      expect(tailOf(xml, [...Buffer.from(xml).keys()])).toEqual(expected);
    },
  );

  it('have a value only in their first cell', () => {
    const cells = (number: number): string => `<row r="${number}"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>`;
    const merges = [range(2, 0, 3, 1), range(1, 1, 1, 2)];
    expect(scan(data(cells(1) + cells(2) + cells(3) + cells(4)), { merges }).map((each) => each.cells)).toEqual([
      [1, 2],
      [1, null, 3],
      [null, null, 3],
      [1, 2, 3],
    ]);
    expect(scan(data(cells(4) + cells(3) + cells(1)), { merges }).map((each) => each.cells)).toEqual([
      [1, 2, 3],
      [null, null, 3],
      [1, 2],
    ]);
  });

  it('across rows of data refuse a sheet that is too large to know them', () => {
    const xml = (ref: string): string => worksheet(`<sheetData/><mergeCells><mergeCell ref="${ref}"/></mergeCells>`);
    expect(scan(xml('A1:L2'), { merges: null })).toEqual([]);
    expect(scan(xml('A90:L90'), { merges: null })).toEqual([]);
    expect(() => scan(xml('A90:A91'), { merges: null })).toThrow(refusal('limit-merged-sheet'));
  });
});

describe('limits', () => {
  const column = (name: string, value: string): string => row(`<c r="${name}1">${value}</c>`);

  it('of columns, for cells that say something', () => {
    expect(cellsOf(column('SR', '<v>1</v>'))).toHaveLength(512);
    expect(scan(column('XFD', ''))).toEqual([]);
    expect(() => scan(column('SS', '<v>1</v>'))).toThrow(refusal('limit-columns'));
    expect(() => scan(column('XFE', '<v>1</v>'))).toThrow(refusal('limit-columns'));
    expect(() => scan(row('<c><v>1</v></c>'.repeat(513)))).toThrow(refusal('limit-columns'));
  });

  it('of rows, with numbers and without', () => {
    expect(() => scan(data('<row r="1048577"/>'))).toThrow(refusal('limit-rows'));
    expect(() => scan(data('<row/>'.repeat(4)), { limits: { rows: 3 } })).toThrow(refusal('limit-rows'));
    expect(scan(data('<row/>'.repeat(3)), { limits: { rows: 3 } })).toEqual([]);
  });

  it('of characters in a cell', () => {
    const text = (length: number): string => row(`<c t="str"><v>${'字'.repeat(length)}</v></c>`);
    expect(cellsOf(text(32_767))).toEqual(['字'.repeat(32_767)]);
    expect(() => scan(text(40_000))).toThrow(refusal('limit-cell'));
    expect(() => scan(row(`<c><v>${'1'.repeat(40_000)}</v></c>`))).toThrow(refusal('limit-cell'));
  });

  it.each<[string, string]>([
    ['a row without end', '<worksheet><sheetData><row>'],
    ['an attribute without end', '<worksheet><sheetData><row r="'],
    ['an attribute without end before the data', '<worksheet><cols a="'],
    ['a comment without end', '<worksheet><!--'],
    ['a text without end', '<worksheet><sheetData><row><c><v>'],
  ])('of the bytes of a row: %s', (_, start) => {
    const all = { ...DEFAULT_LIMITS, rowBytes: 2 ** 20 };
    const context = { strings: new StringTable(all), dayStyles: new Uint8Array(), days: new SerialDays(false) };
    const scanner = new SheetScanner(context, null, all);
    scanner.push(Buffer.from(start));
    const piece = Buffer.alloc(65_536, 'a');
    const endless = (): void => {
      for (let i = 0; i < 40; i++) scanner.push(piece);
    };
    expect(endless).toThrow(refusal('limit-row-bytes'));
  });
});
