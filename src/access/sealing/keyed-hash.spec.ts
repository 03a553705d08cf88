import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { KeyedHash } from './keyed-hash.js';

const hmac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('hex');

describe('the keyed hash', () => {
  it('is the HMAC-SHA-256 of every key of at most a block and every text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 5 }),
        (key, texts) => {
          const keyed = new KeyedHash(Buffer.from(key));
          for (const text of texts) expect(keyed.of(text).toString('hex')).toBe(hmac(key, text));
        },
      ),
    );
  });

  it('is that of RFC 4231, test case 2', () => {
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(new KeyedHash(Buffer.from('Jefe')).of('what do ya want for nothing?').toString('hex')).toBe(expected);
  });

  it('refuses a key that it would have to shorten', () => {
    expect(() => new KeyedHash(Buffer.alloc(65))).toThrow(RangeError);
  });
});
