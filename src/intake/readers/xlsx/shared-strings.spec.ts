import fc from 'fast-check';
import { DEFAULT_LIMITS, type XlsxLimits } from './limits.js';
import { SharedStringsScanner } from './shared-strings.js';

function scan(xml: string, size = 7, limits: Partial<XlsxLimits> = {}): (string | undefined)[] {
  const scanner = new SharedStringsScanner({ ...DEFAULT_LIMITS, ...limits });
  const bytes = Buffer.from(xml);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.subarray(at, at + size));
  const table = scanner.finish();
  return Array.from({ length: table.length }, (_, i) => table.get(i));
}

const items = (inside: string): string => `<?xml version="1.0"?>\n<sst xmlns="x" count="1">${inside}</sst>\n`;

describe('a shared string', () => {
  it.each<[string, string, string]>([
    ['plain', '<si><t>临河区</t></si>', '临河区'],
    ['empty', '<si><t></t></si>', ''],
    ['without text', '<si/>', ''],
    ['with an empty tag', '<si><t/></si>', ''],
    ['rich: its runs as one', '<si><r><rPr><b/></rPr><t>甲</t></r><r><t xml:space="preserve"> 矿</t></r></si>', '甲 矿'],
    ['without its phonetic reading', '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>', '東京'],
    ['with references', '<si><t>&lt;A&amp;B&gt; &#x4E2D;&#22269; &quot;&apos;</t></si>', '<A&B> 中国 "\''],
    ['with escapes', '<si><t>a_x000D_b_x005F_x000D_c_x00zz_</t></si>', 'a\rb_x000D_c_x00zz_'],
    ['with CDATA and a comment', '<si><t>a<![CDATA[<&amp;]]><!-- <t>no</t> -->b</t></si>', 'a<&amp;b'],
    ['with line ends made one', '<si><t>a\r\nb\rc</t></si>', 'a\nb\nc'],
    ['with a prefix', '<x:si><x:t>a</x:t></x:si>', 'a'],
    ['beyond the basic plane', '<si><t>𠮷&#x20BB7;</t></si>', '𠮷𠮷'],
  ])('%s', (_, xml, text) => {
    for (const size of [1, 2, 3, 5, 1000]) expect(scan(items(xml), size)).toEqual([text]);
  });

  it('is found by its index among any others', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 })), (texts) => {
        const clean = texts.map((text) => text.replace(/[<&\r]|_x|\p{Cc}|\p{Cs}/gu, ''));
        expect(scan(items(clean.map((text) => `<si><t>${text}</t></si>`).join('')), 50)).toEqual(clean);
      }),
    );
  });

  it('is found on every page of the table', () => {
    const texts = Array.from({ length: 70_000 }, (_, i) => `${i}`.repeat(1 + (i % 9)));
    expect(scan(items(texts.map((text) => `<si><t>${text}</t></si>`).join('')), 65_536)).toEqual(texts);
  });

  it('has at most 32,767 characters, of whatever size', () => {
    const long = '字'.repeat(32_767);
    expect(scan(items(`<si><t>${long}</t></si>`), 65_536)).toEqual([long]);
    expect(scan(items(`<si><t>${'a'.repeat(32_767)}</t></si>`), 65_536)).toHaveLength(1);
    for (const text of [`${long}a`, 'a'.repeat(40_000), `${'a'.repeat(32_767)}&amp;`]) {
      expect(() => scan(items(`<si><t>${text}</t></si>`), 65_536)).toThrow(expect.objectContaining({ code: 'limit-cell' }));
    }
  });
});

describe('shared strings are refused', () => {
  it.each<[string, string, string]>([
    ['with a document type', '<!DOCTYPE sst [<!ENTITY a "b">]><sst/>', 'workbook-active-content'],
    ['with an unknown entity', items('<si><t>&a;</t></si>'), 'workbook-damaged'],
    ['with a reference to no character', items('<si><t>&#0;</t></si>'), 'workbook-damaged'],
    ['with a surrogate', items('<si><t>&#xD800;</t></si>'), 'workbook-damaged'],
    ['with an open ampersand', items('<si><t>a & b</t></si>'), 'workbook-damaged'],
    ['cut off', items('<si><t>a</t></si>').slice(0, -8), 'workbook-damaged'],
    ['with tags out of order', items('<si><t>a</si></t>'), 'workbook-damaged'],
    ['with another root', '<worksheet/>', 'workbook-damaged'],
    ['with something behind', `${items('')}<a/>`, 'workbook-damaged'],
    ['empty', '', 'workbook-damaged'],
  ])('%s', (_, xml, code) => {
    expect(() => scan(xml)).toThrow(expect.objectContaining({ code }));
  });
});
