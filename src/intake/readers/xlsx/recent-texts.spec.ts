import fc from 'fast-check';
import { LONGEST_REPEATED, RecentTexts } from './recent-texts.js';

/** Reads texts one after the other and counts how many had to be decoded. */
function read(texts: readonly string[]): { readonly read: string[]; readonly decoded: number } {
  const recent = new RecentTexts();
  let decoded = 0;
  const results = texts.map((text) => {
    const bytes = Buffer.from(`<${text}<`);
    return recent.text(bytes, 1, bytes.length - 1, () => {
      decoded++;
      return text;
    });
  });
  return { read: results, decoded };
}

describe('texts that are repeated', () => {
  it('are decoded once', () => {
    expect(read(['掘进工', '支护工', '掘进工', '掘进工'])).toEqual({ read: ['掘进工', '支护工', '掘进工', '掘进工'], decoded: 2 });
  });

  it('are never taken for others, however many there are', () => {
    const short = fc.stringMatching(/^[ab甲乙]{1,4}$/);
    fc.assert(
      fc.property(fc.array(short, { maxLength: 500 }), (texts) => {
        expect(read(texts).read).toEqual(texts);
      }),
    );
    const many = Array.from({ length: 50_000 }, (_, i) => String(i % 20_000));
    expect(read(many).read).toEqual(many);
  });

  it('may fill their place to the last byte', () => {
    const texts = ['a'.repeat(LONGEST_REPEATED), 'a'.repeat(LONGEST_REPEATED - 1), 'a'.repeat(LONGEST_REPEATED)];
    expect(read(texts).read).toEqual(texts);
  });
});
