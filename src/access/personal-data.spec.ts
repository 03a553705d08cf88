import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { PersonalDataCipher } from './personal-data.js';

const cipher = new PersonalDataCipher(Buffer.alloc(32, 7));
const text = fc.string({ unit: 'binary', maxLength: 60 });

const refusal = expect.objectContaining({ code: expect.stringMatching(/^sealed-(data-damaged|by-other-key)$/) });

describe('personal data at rest', () => {
  it('opens to what was sealed, whatever the text', () => {
    fc.assert(fc.property(text, (plain) => expect(cipher.open(cipher.seal(plain))).toBe(plain)));
  });

  it('is sealed as v1:keyId:iv:tag:data and never twice alike', () => {
    const sealed = cipher.seal('150802199001011237');
    expect(sealed).toMatch(/^v1:[\w-]{8}:[\w-]{16}:[\w-]{22}:[\w-]{24}$/);
    expect(sealed).not.toContain('1508');
    expect(cipher.seal('150802199001011237')).not.toBe(sealed);
  });

  it('is refused when any one character of it was changed', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }), (plain, place, character) => {
        const sealed = cipher.seal(plain);
        const at = place % sealed.length;
        fc.pre(sealed[at] !== character);
        expect(() => cipher.open(sealed.slice(0, at) + character + sealed.slice(at + 1))).toThrow(refusal);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused when any one bit of initialisation vector, tag or data was flipped', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40 }),
        fc.integer({ min: 2, max: 4 }),
        fc.nat(),
        fc.nat(7),
        (plain, part, place, bit) => {
          const parts = cipher.seal(plain).split(':');
          const bytes = Buffer.from(parts[part] ?? '', 'base64url');
          const at = place % bytes.length;
          bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at);
          parts[part] = bytes.toString('base64url');
          expect(() => cipher.open(parts.join(':'))).toThrow(expect.objectContaining({ code: 'sealed-data-damaged' }));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is refused when it was cut, lengthened, or is no sealed text at all', () => {
    const sealed = cipher.seal('150802199001011237');
    for (let length = 0; length < sealed.length; length++) expect(() => cipher.open(sealed.slice(0, length))).toThrow(refusal);
    for (const end of ['A', '=', ':', ':AA', '\n', ' ']) expect(() => cipher.open(sealed + end)).toThrow(refusal);
    fc.assert(fc.property(fc.string(), (other) => expect(() => cipher.open(other)).toThrow(refusal)));
  });

  it('is refused with a shorter tag, which would be easier to forge', () => {
    const parts = cipher.seal('150802199001011237').split(':');
    parts[3] = Buffer.from(parts[3] ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(() => cipher.open(parts.join(':'))).toThrow(refusal);
  });

  it('says so when another key sealed it', () => {
    const other = new PersonalDataCipher(randomBytes(32));
    expect(() => cipher.open(other.seal('x'))).toThrow(expect.objectContaining({ code: 'sealed-by-other-key', kind: 'unavailable' }));
  });

  it('repeats nothing of the text or the key in its errors', () => {
    try {
      cipher.open('v1:150802199001011237');
      throw new Error('opened');
    } catch (error) {
      expect(String(error)).not.toContain('1508');
      expect(error).toMatchObject({ code: 'sealed-data-damaged', details: {} });
    }
  });
});

describe('a file at rest', () => {
  const bytes = fc.uint8Array({ maxLength: 200 }).map((plain) => Buffer.from(plain));

  it('opens to what was sealed, whatever the bytes', () => {
    fc.assert(fc.property(bytes, (plain) => expect(cipher.openBytes(cipher.sealBytes(plain))).toEqual(plain)));
  });

  it('is never sealed twice alike and shows nothing of its bytes', () => {
    const plain = Buffer.from('某某 150802199001011237');
    const sealed = cipher.sealBytes(plain);
    expect(sealed.includes(plain)).toBe(false);
    expect(sealed.includes('1508')).toBe(false);
    expect(cipher.sealBytes(plain)).not.toEqual(sealed);
  });

  it('is refused when any one bit of it was flipped', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat(7), (plain, place, bit) => {
        const sealed = cipher.sealBytes(plain);
        const at = place % sealed.length;
        sealed.writeUInt8(sealed.readUInt8(at) ^ (1 << bit), at);
        expect(() => cipher.openBytes(sealed)).toThrow(refusal);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused when it was cut or lengthened, or is no sealed file at all', () => {
    const sealed = cipher.sealBytes(Buffer.from('150802199001011237'));
    for (let length = 0; length < sealed.length; length++) expect(() => cipher.openBytes(sealed.subarray(0, length))).toThrow(refusal);
    expect(() => cipher.openBytes(Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(refusal);
    fc.assert(fc.property(bytes, (other) => expect(() => cipher.openBytes(other)).toThrow(refusal)));
  });

  it('says so when another key sealed it', () => {
    const other = new PersonalDataCipher(randomBytes(32));
    expect(() => cipher.openBytes(other.sealBytes(Buffer.from('x')))).toThrow(expect.objectContaining({ code: 'sealed-by-other-key' }));
  });
});

describe('the blind index', () => {
  it('is equal for equal texts and different for others', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(cipher.blindIndex(one)).toMatch(/^[0-9a-f]{64}$/);
        expect(cipher.blindIndex(one) === cipher.blindIndex(other)).toBe(one === other);
      }),
    );
  });

  it('has a short form of its first 128 bits', () => {
    const whole = Buffer.from(cipher.blindIndex('150802199001011237'), 'hex');
    expect(cipher.shortIndex('150802199001011237')).toBe(whole.subarray(0, 16).toString('base64url'));
    expect(cipher.shortIndex('150802199001011237')).toHaveLength(22);
  });

  it('is the same after a restart with the same key, and another with another key', () => {
    const again = new PersonalDataCipher(Buffer.alloc(32, 7));
    expect(again.blindIndex('150802199001011237')).toBe(cipher.blindIndex('150802199001011237'));
    expect(new PersonalDataCipher(Buffer.alloc(32, 8)).blindIndex('150802199001011237')).not.toBe(cipher.blindIndex('150802199001011237'));
  });
});

it('refuses a data key that is not 32 bytes long', () => {
  expect(() => new PersonalDataCipher(Buffer.alloc(16))).toThrow(RangeError);
});
