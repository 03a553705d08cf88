import fc from 'fast-check';
import { CsvRecords } from './csv-records.js';

function read(text: string, pieceLength = text.length || 1): string[][] {
  const records = new CsvRecords(',');
  const found: string[][] = [];
  for (let at = 0; at < text.length; at += pieceLength) found.push(...records.push(text.slice(at, at + pieceLength)));
  return [...found, ...records.finish()];
}

describe('delimited text', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'without a last line end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['lines that end in three ways', 'a\r\nb\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    ['empty lines and cells', 'a,\n\n,b\n', [['a', ''], [''], ['', 'b']]],
    ['quotes with delimiters, line ends and quotes in them', '"a,b","c\r\nd","e""f"\n', [['a,b', 'c\r\nd', 'e"f']]],
    ['an empty cell in quotes', '"",""""\n', [['', '"']]],
    ['quotes within a cell', '5" 管,a"b"\n', [['5" 管', 'a"b"']]],
    ['more behind a closing quote', '"a"b,"c" \n', [['ab', 'c ']]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('is refused where a quote is never closed', () => {
    expect(() => read('a,"b\nc,d\n')).toThrow(expect.objectContaining({ code: 'workbook-damaged' }));
  });

  it('is the same in pieces of any length', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '矿') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (source, length) => {
        const inPieces = (pieceLength: number): string => {
          try {
            return JSON.stringify(read(source, pieceLength));
          } catch {
            return 'refused';
          }
        };
        expect(inPieces(length)).toBe(inPieces(source.length || 1));
      }),
    );
  });

  it('comes back as it was written with everything quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 1 }), { minLength: 1 }), (table) => {
        const text = table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect(read(text, 7)).toEqual(table);
      }),
    );
  });
});
