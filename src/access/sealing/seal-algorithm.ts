import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** How texts and files are sealed: AES-256-GCM, or by the national algorithms SM4-CTR and then HMAC-SM3 over what came out. */
export type SealAlgorithmName = 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';

/** Data on their way under a seal, piece by piece: the tag is known after the last of them. */
export interface Sealing {
  update(piece: Buffer): Buffer;
  tag(): Buffer;
}

/** Data on their way out from under a seal. Nothing that came out may be used before `finish`, which throws where anything was changed. */
export interface Opening {
  update(piece: Buffer): Buffer;
  finish(): void;
}

/** Authenticated encryption: `head` is authenticated with the data and not encrypted. No `iv` is used twice with one key. */
export interface SealAlgorithm {
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly tagBytes: number;
  sealing(key: Buffer, iv: Buffer, head: Buffer): Sealing;
  opening(key: Buffer, iv: Buffer, tag: Buffer, head: Buffer): Opening;
}

const GCM_TAG_BYTES = 16;

const aes256Gcm: SealAlgorithm = {
  keyBytes: 32,
  ivBytes: 12,
  tagBytes: GCM_TAG_BYTES,
  sealing(key, iv, head) {
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: GCM_TAG_BYTES }).setAAD(head);
    const tag = (): Buffer => {
      cipher.final();
      return cipher.getAuthTag();
    };
    return { update: (piece) => cipher.update(piece), tag };
  },
  opening(key, iv, tag, head) {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: GCM_TAG_BYTES }).setAAD(head).setAuthTag(tag);
    return { update: (piece) => decipher.update(piece), finish: () => void decipher.final() };
  },
};

/** GB/T 32907 (SM4) takes a key of 128 bits; the one of the HMAC over GB/T 32905 (SM3) is as long as its result. */
const SM4_KEY_BYTES = 16;
const SM3_KEY_BYTES = 32;

/** Encrypt, then authenticate: OpenSSL 3.0, which Node 20 carries, has no SM4-GCM. */
const sm4CtrHmacSm3: SealAlgorithm = {
  keyBytes: SM4_KEY_BYTES + SM3_KEY_BYTES,
  ivBytes: 16,
  tagBytes: 32,
  sealing(key, iv, head) {
    const cipher = createCipheriv('sm4-ctr', key.subarray(0, SM4_KEY_BYTES), iv);
    const mac = macOver(key, iv, head);
    const update = (piece: Buffer): Buffer => {
      const data = cipher.update(piece);
      mac.update(data);
      return data;
    };
    return { update, tag: () => mac.digest() };
  },
  opening(key, iv, tag, head) {
    const decipher = createDecipheriv('sm4-ctr', key.subarray(0, SM4_KEY_BYTES), iv);
    const mac = macOver(key, iv, head);
    const update = (piece: Buffer): Buffer => {
      mac.update(piece);
      return decipher.update(piece);
    };
    const finish = (): void => {
      if (!timingSafeEqual(mac.digest(), tag)) throw new Error('The seal is broken.');
    };
    return { update, finish };
  },
};

/** The head's length goes first, so that no byte can move between head and what follows. */
function macOver(key: Buffer, iv: Buffer, head: Buffer): ReturnType<typeof createHmac> {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return createHmac('sm3', key.subarray(SM4_KEY_BYTES)).update(length).update(head).update(iv);
}

const ALGORITHMS: Readonly<Record<SealAlgorithmName, SealAlgorithm>> = {
  'aes-256-gcm': aes256Gcm,
  'sm4-ctr-hmac-sm3': sm4CtrHmacSm3,
};

export const sealAlgorithm = (name: SealAlgorithmName): SealAlgorithm => ALGORITHMS[name];
