import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Problem } from '../kernel/index.js';
import type { ByteOpening, ByteSealing } from '../platform/files/file-store.js';
import { KeyedHash } from './keyed-hash.js';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 6;
const SHORT_INDEX_BYTES = 16;

/**
 * Keeps identity numbers and the like unreadable at rest (PIPL 51: encryption). Sealed text is `v1:keyId:iv:tag:data`, each part base64url;
 * the algorithm is AES-256-GCM, the head (version and key) is authenticated with the data. Three keys with separate uses are derived from
 * the data key by HKDF-SHA-256.
 */
export class PersonalDataCipher {
  /** Names the data key without telling it: what another key sealed is recognised before it is tried. */
  readonly keyId: string;
  private readonly sealKey: Buffer;
  private readonly keyed: KeyedHash;

  /** `dataKey`: 32 bytes. */
  constructor(dataKey: Buffer) {
    if (dataKey.length !== KEY_BYTES) throw new RangeError('The data key has 32 bytes.');
    this.sealKey = derive(dataKey, 'seal', KEY_BYTES);
    this.keyed = new KeyedHash(derive(dataKey, 'blind-index', KEY_BYTES));
    this.keyId = derive(dataKey, 'key-id', KEY_ID_BYTES).toString('base64url');
  }

  /** The same text is sealed differently each time. */
  seal(text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.sealKey, iv, { authTagLength: TAG_BYTES }).setAAD(this.head());
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [VERSION, this.keyId, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join(':');
  }

  /** Throws Problem `sealed-by-other-key` or `sealed-data-damaged`; never returns changed text. */
  open(sealed: string): string {
    const [version, keyId, ...encoded] = sealed.split(':');
    const [iv, tag, data] = encoded.map(decodeCanonical);
    if (version !== VERSION || !iv || !tag || !data || encoded.length !== 3) throw damaged();
    if (keyId !== this.keyId) throw sealedByOtherKey();
    if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES) throw damaged();
    try {
      const decipher = createDecipheriv(ALGORITHM, this.sealKey, iv, { authTagLength: TAG_BYTES }).setAAD(this.head()).setAuthTag(tag);
      return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
    } catch {
      throw damaged();
    }
  }

  /** As `seal`, for files: version and key, then iv, tag and data as they are. */
  sealBytes(bytes: Buffer): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.sealKey, iv, { authTagLength: TAG_BYTES }).setAAD(this.head());
    const data = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([this.head(), iv, cipher.getAuthTag(), data]);
  }

  /** Throws Problem `sealed-by-other-key` or `sealed-data-damaged`; never returns changed bytes. */
  openBytes(sealed: Buffer): Buffer {
    const head = this.head();
    if (!sealed.subarray(0, head.length).equals(head)) throw sealedByOtherKey();
    const iv = sealed.subarray(head.length, head.length + IV_BYTES);
    const tag = sealed.subarray(head.length + IV_BYTES, head.length + IV_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(ALGORITHM, this.sealKey, iv, { authTagLength: TAG_BYTES }).setAAD(head).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(head.length + IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      throw damaged();
    }
  }

  /** As `sealBytes`, piece by piece: the tag, known only at the end, is filled into the head. */
  sealing(): ByteSealing {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.sealKey, iv, { authTagLength: TAG_BYTES }).setAAD(this.head());
    return { stream: cipher, head: () => Buffer.concat([this.head(), iv, cipher.getAuthTag()]) };
  }

  /** Length of what stands before the data of sealed bytes. */
  get sealedHeadLength(): number {
    return this.head().length + IV_BYTES + TAG_BYTES;
  }

  /** As `openBytes`, piece by piece: nothing that comes out may be used before the stream has ended without an error. */
  opening(sealedHead: Buffer): ByteOpening {
    const head = this.head();
    if (!sealedHead.subarray(0, head.length).equals(head)) throw sealedByOtherKey();
    if (sealedHead.length < this.sealedHeadLength) throw damaged();
    const iv = sealedHead.subarray(head.length, head.length + IV_BYTES);
    const tag = sealedHead.subarray(head.length + IV_BYTES, this.sealedHeadLength);
    return { stream: createDecipheriv(ALGORITHM, this.sealKey, iv, { authTagLength: TAG_BYTES }).setAAD(head).setAuthTag(tag), damaged };
  }

  /** For finding equal texts without opening them, 64 hex digits. The caller brings the text to one spelling first. */
  blindIndex(text: string): string {
    return this.keyed.of(text).toString('hex');
  }

  /** The first 128 bits of the blind index, 22 characters (base64url): for tables of millions of rows. */
  shortIndex(text: string): string {
    return this.keyed.of(text).toString('base64url', 0, SHORT_INDEX_BYTES);
  }

  private head(): Buffer {
    return Buffer.from(`${VERSION}:${this.keyId}`);
  }
}

const derive = (dataKey: Buffer, use: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), `personal-data/${use}/${VERSION}`, bytes));

/** Base64url has spellings that decode alike (unused bits, foreign characters); only the one that `seal` writes counts. */
function decodeCanonical(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

const damaged = (): Problem =>
  new Problem('unavailable', 'sealed-data-damaged', '加密保存的个人信息已损坏或被改动，无法读取，请联系系统管理员从备份恢复。');

const sealedByOtherKey = (): Problem =>
  new Problem('unavailable', 'sealed-by-other-key', '个人信息由另一把密钥加密，请系统管理员恢复原 data.key 文件或 DATA_KEY 配置后重启。');
