import { Transform } from 'node:stream';
import { Problem } from '../kernel/index.js';
import { ByteSealer, type ByteOpening, type ByteSealing } from '../platform/files/file-store.js';
import type { KeyRing } from './sealing/key-ring.js';
import { sealAlgorithm } from './sealing/seal-algorithm.js';
import { beginOpening, beginSealing, decoded, encoded, openWhole, sealWhole, type SealKey } from './sealing/seal.js';

const VERSION = 'v1';
const KEY_ID_CHARACTERS = 8;
const HEAD_BYTES = VERSION.length + 1 + KEY_ID_CHARACTERS;
/** Of head, initialisation vector and tag: those of SM4-CTR with HMAC-SM3. */
const LONGEST_START = HEAD_BYTES + 16 + 32;
const SHORT_INDEX_BYTES = 16;

/**
 * Keeps identity numbers and the like unreadable at rest (PIPL 51: encryption). Sealed text is `v1:keyId:iv:tag:data`, each part base64url; the key
 * says the algorithm, and the head (version and key) is authenticated with the data. Equality is told by a keyed hash with a key of its own.
 */
export class PersonalDataCipher extends ByteSealer {
  constructor(private readonly ring: KeyRing) {
    super();
  }

  /** With the newest key. The same text is sealed differently each time. */
  seal(text: string): string {
    const key = this.ring.writing();
    const head = headOf(key);
    return `${head.toString()}:${encoded(sealWhole(key, Buffer.from(text, 'utf8'), head))}`;
  }

  /** Throws Problem `sealed-by-other-key` or `sealed-data-damaged`; never returns changed text. */
  open(sealed: string): string {
    const head = Buffer.from(sealed.slice(0, HEAD_BYTES), 'utf8');
    const parts = sealed[HEAD_BYTES] === ':' ? decoded(sealed.slice(HEAD_BYTES + 1)) : undefined;
    if (!parts || !HEAD.test(head.toString())) throw damaged();
    const plain = openWhole(this.keyOfHead(head), parts, head);
    if (!plain) throw damaged();
    return plain.toString('utf8');
  }

  /** As `seal`, for files: version and key, then iv, tag and data as they are. */
  sealBytes(bytes: Buffer): Buffer {
    const key = this.ring.writing();
    const head = headOf(key);
    const { iv, tag, data } = sealWhole(key, bytes, head);
    return Buffer.concat([head, iv, tag, data]);
  }

  /** Throws Problem `sealed-by-other-key` or `sealed-data-damaged`; never returns changed bytes. */
  openBytes(sealed: Buffer): Buffer {
    const { key, head, iv, tag, length } = this.readStart(sealed);
    const plain = openWhole(key, { iv, tag, data: sealed.subarray(length) }, head);
    if (!plain) throw damaged();
    return plain;
  }

  /** As `sealBytes`, piece by piece: the tag, known only at the end, is filled into the head. */
  sealing(): ByteSealing {
    const key = this.ring.writing();
    const head = headOf(key);
    const begun = beginSealing(key, head);
    const { ivBytes, tagBytes } = sealAlgorithm(key.algorithm);
    return {
      stream: through((piece) => begun.update(piece)),
      headLength: head.length + ivBytes + tagBytes,
      head: () => Buffer.concat([head, begun.iv, begun.tag()]),
    };
  }

  readonly longestHead = LONGEST_START;

  /** As `openBytes`, piece by piece: nothing that comes out may be used before the stream has ended without an error. */
  opening(start: Buffer): ByteOpening {
    const { key, head, iv, tag, length } = this.readStart(start);
    const opening = beginOpening(key, { iv, tag }, head);
    return {
      stream: through(
        (piece) => opening.update(piece),
        () => opening.finish(),
      ),
      headLength: length,
      damaged,
    };
  }

  keyOf(start: Buffer): string | undefined {
    const head = start.toString('latin1', 0, HEAD_BYTES);
    return HEAD.test(head) ? head.slice(-KEY_ID_CHARACTERS) : undefined;
  }

  get writingKey(): string {
    return this.ring.writing().id;
  }

  /** For finding equal texts without opening them, 64 hex digits. The caller brings the text to one spelling first. */
  blindIndex(text: string): string {
    return this.ring.index.of(text).toString('hex');
  }

  /** The first 128 bits of the blind index, 22 characters (base64url): for tables of millions of rows. */
  shortIndex(text: string): string {
    return this.ring.index.of(text).toString('base64url', 0, SHORT_INDEX_BYTES);
  }

  private readStart(start: Buffer): { key: SealKey; head: Buffer; iv: Buffer; tag: Buffer; length: number } {
    const head = start.subarray(0, HEAD_BYTES);
    const key = this.keyOfHead(head);
    const { ivBytes, tagBytes } = sealAlgorithm(key.algorithm);
    const length = HEAD_BYTES + ivBytes + tagBytes;
    if (start.length < length) throw damaged();
    return { key, head, iv: start.subarray(HEAD_BYTES, HEAD_BYTES + ivBytes), tag: start.subarray(HEAD_BYTES + ivBytes, length), length };
  }

  private keyOfHead(head: Buffer): SealKey {
    const id = this.keyOf(head);
    const key = id === undefined ? undefined : this.ring.find(id);
    if (!key) throw sealedByOtherKey();
    return key;
  }
}

const HEAD = /^v1:[\w-]{8}$/;

const headOf = ({ id }: SealKey): Buffer => Buffer.from(`${VERSION}:${id}`);

function through(update: (piece: Buffer) => Buffer, finish: () => void = () => undefined): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      done(null, update(piece));
    },
    flush(done) {
      try {
        finish();
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

const damaged = (): Problem =>
  new Problem('unavailable', 'sealed-data-damaged', '加密保存的个人信息已损坏或被改动，无法读取，请联系系统管理员从备份恢复。');

const sealedByOtherKey = (): Problem =>
  new Problem('unavailable', 'sealed-by-other-key', '个人信息由另一把密钥加密，请系统管理员恢复原 data.key 文件或 DATA_KEY 配置后重启。');
