import fc from 'fast-check';
import { numberOf, plainNumber } from './plain-number.js';

const plain = (text: string): number => plainNumber(Buffer.from(text), 0, text.length);

describe('a number in XML', () => {
  it('is exactly the nearest double, by either way', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(value);
        expect(numberOf(text)).toBe(value === 0 ? 0 : value);
        const quick = plain(text);
        if (!Number.isNaN(quick)) expect(quick).toBe(value === 0 ? 0 : value);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const text = (digits / 10 ** places).toFixed(places);
        expect(plain(text)).toBe(Number(text) === 0 ? 0 : Number(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['1E+17', 1e17],
    ['1.5281012E+17', 1.5281012e17],
    ['152801197003151230', 152801197003151230],
    ['0.30000000000000004', 0.30000000000000004],
    ['+1', 1],
    ['.5', 0.5],
    ['5.', 5],
    [' 7 ', 7],
    ['000000000000000000012', 12],
  ])('%s', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });

  it.each(['', '-', '.', '0x10', 'Infinity', '1e999', 'NaN', '1 2', '1,5', '--1', `1${'0'.repeat(500)}`])('is not %s', (text) => {
    expect(numberOf(text)).toBeNaN();
    expect(plain(text)).toBeNaN();
  });
});
