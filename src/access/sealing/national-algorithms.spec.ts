import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { KeyedHash } from './keyed-hash.js';
import { openWhole, sealWhole, type SealKey } from './seal.js';
import { sealAlgorithm } from './seal-algorithm.js';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the national algorithms, by published vectors', () => {
  const KEY = hex('0123456789abcdeffedcba9876543210');

  it('SM4 of GB/T 32907-2016, appendix A.1', () => {
    const cipher = createCipheriv('sm4-ecb', KEY, null).setAutoPadding(false);
    expect(cipher.update(KEY).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
  });

  it('SM4-CTR of draft-ribose-cfrg-sm4, appendix A.2.5.1', () => {
    const sealing = sealAlgorithm('sm4-ctr-hmac-sm3').sealing(
      Buffer.concat([KEY, Buffer.alloc(32)]),
      hex('000102030405060708090a0b0c0d0e0f'),
      Buffer.alloc(0),
    );
    const plain = hex(
      'aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbb cccccccccccccccc dddddddddddddddd eeeeeeeeeeeeeeee ffffffffffffffff aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbb',
    );
    expect(sealing.update(plain)).toEqual(
      hex(
        'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
      ),
    );
  });

  it.each([
    ['abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('SM3 of GB/T 32905-2016, appendix A: %s', (text, expected) => {
    expect(createHash('sm3').update(text).digest('hex')).toBe(expected);
  });

  it('HMAC-SM3 by RFC 2104 over SM3, in the blind index as in node:crypto', () => {
    const key = Buffer.from('0123456789abcdef0123456789abcdef');
    const expected = createHmac('sm3', key).update('152801197003151231').digest('hex');
    expect(new KeyedHash(key, 'hmac-sm3').of('152801197003151231').toString('hex')).toBe(expected);
  });

  it('HMAC-SM3 of GM/T 0042-2015, appendix D', () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1));
    const text = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'.repeat(2);
    expect(createHmac('sm3', key).update(text).digest('hex')).toBe('ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a');
  });
});

describe('SM4-CTR under HMAC-SM3', () => {
  const key: SealKey = { id: 'sm-key_1', algorithm: 'sm4-ctr-hmac-sm3', secret: Buffer.alloc(48, 3) };
  const head = Buffer.from('v1:sm-key_1');
  const plain = Buffer.from('某某 152801197003151231');

  it('authenticates head, initialisation vector and data: every flipped bit of each is refused', () => {
    const sealed = sealWhole(key, plain, head);
    expect(openWhole(key, sealed, head)).toEqual(plain);
    for (const part of ['iv', 'tag', 'data'] as const) {
      for (let bit = 0; bit < sealed[part].length * 8; bit++) {
        const changed = Buffer.from(sealed[part]);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(openWhole(key, { ...sealed, [part]: changed }, head)).toBeUndefined();
      }
    }
    expect(openWhole(key, sealed, Buffer.from('v1:sm-key_2'))).toBeUndefined();
  });

  it('lets no byte move between head and initialisation vector', () => {
    const sealed = sealWhole(key, plain, head);
    const moved = { ...sealed, iv: Buffer.concat([sealed.iv.subarray(1), Buffer.alloc(1)]) };
    expect(openWhole(key, moved, Buffer.concat([head, sealed.iv.subarray(0, 1)]))).toBeUndefined();
  });
});
