import { createCipheriv, createDecipheriv, createHmac, hkdfSync, scryptSync, timingSafeEqual } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

const ALGORITHM = 'aes-256-gcm';
const TAG_BYTES = 16;
const HEAD_BYTES = 5;
/** Plain bytes sealed at once. */
const CHUNK_BYTES = 1 << 20;
/** 32 MiB and about 100 ms for each guess at a passphrase. */
const SCRYPT = { N: 1 << 15, r: 8, p: 1, maxmem: 64 << 20 } as const;

/** The key of one backup: of the secret and the backup's own salt. Members and manifest have keys of their own. */
export class BackupKey {
  private readonly key: Buffer;

  constructor(secret: string, salt: Buffer) {
    this.key = scryptSync(secret.normalize('NFKC'), salt, 32, SCRYPT);
  }

  sealing(member: string): Transform {
    return new ChunkSealer(this.derive(`member/${member}`));
  }

  /** Fails with `ChunkError` where a byte was changed or the end is missing. */
  opening(member: string): Transform {
    return new ChunkOpener(this.derive(`member/${member}`));
  }

  /** Tells the right key from a wrong one. */
  get check(): string {
    return this.derive('check').toString('hex', 0, 8);
  }

  codeOf(text: string): string {
    return createHmac('sha256', this.derive('manifest')).update(text).digest('hex');
  }

  wrote(text: string, code: string): boolean {
    const [expected, given] = [Buffer.from(this.codeOf(text)), Buffer.from(code)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  private derive(use: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.key, Buffer.alloc(0), `backup/${use}/v1`, 32));
  }
}

export class ChunkError extends Error {
  override readonly name = 'ChunkError';

  constructor(readonly truncated: boolean) {
    super(truncated ? 'The end is missing.' : 'A chunk was changed.');
  }
}

/** The number of a chunk: its key seals no other member, so that none comes twice. */
function nonce(count: number): Buffer {
  const iv = Buffer.alloc(12);
  iv.writeUIntBE(count, 6, 6);
  return iv;
}

/** Length and mark of the last chunk stand before each, and are authenticated with it: chunks can be neither moved nor left out. */
function headOf(length: number, last: boolean): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(length);
  head[4] = last ? 1 : 0;
  return head;
}

class ChunkSealer extends Transform {
  private pending: Buffer[] = [];
  private size = 0;
  private count = 0;

  constructor(private readonly key: Buffer) {
    super();
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.pending.push(piece);
    this.size += piece.length;
    // One chunk is held back: whether it is the last is known only at the end.
    if (this.size > CHUNK_BYTES) {
      const all = Buffer.concat(this.pending);
      let from = 0;
      for (; all.length - from > CHUNK_BYTES; from += CHUNK_BYTES) this.push(this.seal(all.subarray(from, from + CHUNK_BYTES), false));
      this.pending = [all.subarray(from)];
      this.size = all.length - from;
    }
    done();
  }

  override _flush(done: TransformCallback): void {
    this.push(this.seal(Buffer.concat(this.pending), true));
    done();
  }

  private seal(plain: Buffer, last: boolean): Buffer {
    const head = headOf(plain.length, last);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce(this.count++), { authTagLength: TAG_BYTES }).setAAD(head);
    const data = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([head, data, cipher.getAuthTag()]);
  }
}

class ChunkOpener extends Transform {
  private pending = Buffer.alloc(0);
  private count = 0;
  private ended = false;

  constructor(private readonly key: Buffer) {
    super();
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.pending = Buffer.concat([this.pending, piece]);
      while (this.openNext()) continue;
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.ended && this.pending.length === 0 ? null : new ChunkError(!this.ended));
  }

  private openNext(): boolean {
    if (this.pending.length < HEAD_BYTES) return false;
    const length = this.pending.readUInt32BE(0);
    if (this.ended || length > CHUNK_BYTES) throw new ChunkError(false);
    const end = HEAD_BYTES + length + TAG_BYTES;
    if (this.pending.length < end) return false;
    this.push(this.open(this.pending.subarray(0, end)));
    this.pending = this.pending.subarray(end);
    return true;
  }

  private open(chunk: Buffer): Buffer {
    const head = chunk.subarray(0, HEAD_BYTES);
    const tag = chunk.subarray(chunk.length - TAG_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.key, nonce(this.count++), { authTagLength: TAG_BYTES }).setAAD(head).setAuthTag(tag);
    try {
      const plain = Buffer.concat([decipher.update(chunk.subarray(HEAD_BYTES, chunk.length - TAG_BYTES)), decipher.final()]);
      this.ended = head[4] === 1;
      return plain;
    } catch {
      throw new ChunkError(false);
    }
  }
}
