import { randomBytes } from 'node:crypto';
import { Readable, type Transform } from 'node:stream';
import fc from 'fast-check';
import { PersonalDataCipher } from './personal-data.js';
import { KeyRing } from './sealing/key-ring.js';
import { sealAlgorithm, type SealAlgorithmName } from './sealing/seal-algorithm.js';
import { oneKeyCipher } from './testing/one-key-cipher.js';

/** A cipher with one key of its own, of this algorithm. */
function cipherOf(algorithm: SealAlgorithmName, id = 'Key-id_1'): PersonalDataCipher {
  const ring = new KeyRing(() => new Date());
  const secret = randomBytes(sealAlgorithm(algorithm).keyBytes);
  ring.load([{ id, algorithm, secret, activeFrom: new Date(0) }], { id, algorithm: 'hmac-sha-256', secret: randomBytes(32) });
  return new PersonalDataCipher(ring);
}

const text = fc.string({ unit: 'binary', maxLength: 60 });
const ALGORITHMS = [
  ['aes-256-gcm', /^v1:[\w-]{8}:[\w-]{16}:[\w-]{22}:[\w-]{24}$/],
  ['sm4-ctr-hmac-sm3', /^v1:[\w-]{8}:[\w-]{22}:[\w-]{43}:[\w-]{24}$/],
] as const satisfies readonly (readonly [SealAlgorithmName, RegExp])[];

const refusal = expect.objectContaining({ code: expect.stringMatching(/^sealed-(data-damaged|by-other-key)$/) });

describe.each(ALGORITHMS)('personal data at rest by %s', (algorithm, shape) => {
  const cipher = cipherOf(algorithm);

  it('opens to what was sealed, whatever the text', () => {
    fc.assert(fc.property(text, (plain) => expect(cipher.open(cipher.seal(plain))).toBe(plain)));
  });

  it('is sealed as v1:keyId:iv:tag:data and never twice alike', () => {
    const sealed = cipher.seal('150802199001011237');
    expect(sealed).toMatch(shape);
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
    const other = cipherOf(algorithm, 'Key-id_2');
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

describe.each(ALGORITHMS)('a file at rest by %s', (algorithm) => {
  const cipher = cipherOf(algorithm);
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

  it('piece by piece is the same as at once, and refused when any one bit of it was flipped', async () => {
    const plain = randomBytes(5_000);
    const sealing = cipher.sealing();
    const data = await collected([plain.subarray(0, 3_000), plain.subarray(3_000)], sealing.stream);
    const head = sealing.head();
    const sealed = Buffer.concat([head, data]);
    expect(head).toHaveLength(sealing.headLength);
    expect(cipher.openBytes(sealed)).toEqual(plain);
    const opening = cipher.opening(sealed.subarray(0, cipher.longestHead));
    expect(await collected([sealed.subarray(opening.headLength)], opening.stream)).toEqual(plain);
    for (const at of [12, sealing.headLength - 1, sealing.headLength, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      const broken = cipher.opening(changed.subarray(0, cipher.longestHead));
      await expect(collected([changed.subarray(broken.headLength)], broken.stream)).rejects.toThrow();
    }
  });

  it('is refused when it was cut or lengthened, or is no sealed file at all', () => {
    const sealed = cipher.sealBytes(Buffer.from('150802199001011237'));
    for (let length = 0; length < sealed.length; length++) expect(() => cipher.openBytes(sealed.subarray(0, length))).toThrow(refusal);
    expect(() => cipher.openBytes(Buffer.concat([sealed, Buffer.alloc(1)]))).toThrow(refusal);
    fc.assert(fc.property(bytes, (other) => expect(() => cipher.openBytes(other)).toThrow(refusal)));
  });

  it('says so when another key sealed it', () => {
    const other = cipherOf(algorithm, 'Key-id_2');
    expect(() => cipher.openBytes(other.sealBytes(Buffer.from('x')))).toThrow(expect.objectContaining({ code: 'sealed-by-other-key' }));
  });
});

describe('the blind index', () => {
  const cipher = oneKeyCipher(Buffer.alloc(32, 7));

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
    const again = oneKeyCipher(Buffer.alloc(32, 7));
    expect(again.blindIndex('150802199001011237')).toBe(cipher.blindIndex('150802199001011237'));
    expect(oneKeyCipher(Buffer.alloc(32, 8)).blindIndex('150802199001011237')).not.toBe(cipher.blindIndex('150802199001011237'));
  });
});

it('refuses a data key that is not 32 bytes long', () => {
  expect(() => oneKeyCipher(Buffer.alloc(16))).toThrow(RangeError);
});

describe('with several keys on the ring', () => {
  const keys = [
    { id: 'old-key_', algorithm: 'aes-256-gcm', secret: randomBytes(32), activeFrom: new Date('2020-01-01') },
    { id: 'new-key_', algorithm: 'sm4-ctr-hmac-sm3', secret: randomBytes(48), activeFrom: new Date('2021-01-01') },
  ] as const;
  const index = { id: 'index-k_', algorithm: 'hmac-sm3', secret: randomBytes(32) } as const;
  let now = new Date('2020-06-01');
  const ring = new KeyRing(() => now);
  ring.load(keys, index);
  const cipher = new PersonalDataCipher(ring);

  it('writes with the newest whose time has come, and opens what each has sealed', () => {
    const before = cipher.seal('甲');
    expect([before.slice(3, 11), cipher.writingKey]).toEqual(['old-key_', 'old-key_']);
    now = new Date('2021-01-01');
    const after = cipher.seal('乙');
    expect([after.slice(3, 11), cipher.writingKey]).toEqual(['new-key_', 'new-key_']);
    expect([before, after].map((sealed) => cipher.open(sealed))).toEqual(['甲', '乙']);
    expect(cipher.keyOf(cipher.sealBytes(Buffer.from('丙')))).toBe('new-key_');
  });

  it('opens nothing under the name of another key', () => {
    const sealed = cipher.seal('甲').replace('new-key_', 'old-key_');
    expect(() => cipher.open(sealed)).toThrow(expect.objectContaining({ code: 'sealed-data-damaged' }));
  });

  it('writes nothing before keys are loaded', () => {
    expect(() => new PersonalDataCipher(new KeyRing(() => now)).seal('甲')).toThrow('not loaded');
  });
});

async function collected(pieces: readonly Buffer[], stream: Transform): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of Readable.from(pieces).compose(stream)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
