import { createCipheriv, createDecipheriv, randomBytes, type Decipher } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, openSync, readSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { pipeline, Writable, type Readable } from 'node:stream';

/** A file whose bytes on disk are encrypted with a key that is nowhere but in memory: 32 bytes for AES-256-CTR, 16 for SM4-CTR. */
export interface EphemeralFile {
  readonly path: string;
  readonly key: Uint8Array;
}

/** A file to read: its path, where it lies as it is, or one that is encrypted. */
export type SourceFile = string | EphemeralFile;

export const pathOf = (file: SourceFile): string => (typeof file === 'string' ? file : file.path);

/** The initial counter stands at the beginning of an encrypted file. */
const COUNTER_BYTES = 16;
const BLOCK_BYTES = 16;
const PIECE_BYTES = 64 * 1024;

const algorithmOf = (key: Uint8Array): string => (key.length === 16 ? 'sm4-ctr' : 'aes-256-ctr');

/** How many bytes the file holds for whoever may read it. */
export async function sizeOf(file: SourceFile): Promise<number> {
  const { size } = await stat(pathOf(file));
  return typeof file === 'string' ? size : size - COUNTER_BYTES;
}

/** A file that is read here and there. */
export class SourceHandle {
  private constructor(
    private readonly file: FileHandle,
    readonly size: number,
    readonly isFile: boolean,
    private readonly secret: { readonly key: Uint8Array; readonly counter: Buffer } | null,
  ) {}

  static async open(source: SourceFile): Promise<SourceHandle> {
    const file = await open(pathOf(source), 'r');
    try {
      const found = await file.stat();
      if (typeof source === 'string') return new SourceHandle(file, found.size, found.isFile(), null);
      const counter = Buffer.alloc(COUNTER_BYTES);
      await file.read(counter, 0, COUNTER_BYTES, 0);
      return new SourceHandle(file, found.size - COUNTER_BYTES, found.isFile(), { key: source.key, counter });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Fills `bytes` from `offset` with what stands at `position`; returns how many bytes there were, 0 at the end. */
  async read(bytes: Buffer, offset: number, length: number, position: number): Promise<number> {
    const start = this.secret ? position + COUNTER_BYTES : position;
    const { bytesRead } = await this.file.read(bytes, offset, length, start);
    if (this.secret && bytesRead > 0)
      decrypterAt(this.secret, position)
        .update(bytes.subarray(offset, offset + bytesRead))
        .copy(bytes, offset);
    return bytesRead;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** The whole file, a piece at a time. */
export function readSource(file: SourceFile, pieceBytes = PIECE_BYTES): Readable {
  if (typeof file === 'string') return createReadStream(file, { highWaterMark: pieceBytes });
  const decrypter = decrypterAt({ key: file.key, counter: counterOf(file.path) }, 0);
  // An error of the file reaches whoever reads the stream below.
  pipeline(createReadStream(file.path, { start: COUNTER_BYTES, highWaterMark: pieceBytes }), decrypter, () => undefined);
  return decrypter;
}

export async function readWholeSource(file: SourceFile): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readSource(file)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** A new file, encrypted or as it is. */
export const writeTarget = (file: SourceFile): Writable =>
  typeof file === 'string' ? createWriteStream(file, { mode: 0o600, flags: 'wx' }) : writeEphemeral(file);

/** Writes a new file; nothing of what is written reaches the disk as it is. Has finished once everything is written. */
export function writeEphemeral({ path, key }: EphemeralFile): Writable {
  const counter = randomBytes(COUNTER_BYTES);
  const target = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  target.write(counter);
  const cipher = createCipheriv(algorithmOf(key), key, counter);
  target.once('error', (error) => writable.destroy(error));
  const writable = new Writable({
    write(piece: Buffer, _encoding, done) {
      target.write(cipher.update(piece), done);
    },
    final(done) {
      target.end(done);
    },
    destroy(error, done) {
      if (error) target.destroy();
      done(error);
    },
  });
  return writable;
}

/** In counter mode any place can be read by itself: the counter goes up by one with each block. */
function decrypterAt({ key, counter }: { readonly key: Uint8Array; readonly counter: Buffer }, position: number): Decipher {
  const blocks = Math.floor(position / BLOCK_BYTES);
  const decrypter = createDecipheriv(algorithmOf(key), key, added(counter, blocks));
  decrypter.update(Buffer.alloc(position - blocks * BLOCK_BYTES));
  return decrypter;
}

function added(counter: Buffer, blocks: number): Buffer {
  const sum = (BigInt(`0x${counter.toString('hex')}`) + BigInt(blocks)) % (1n << 128n);
  return Buffer.from(sum.toString(16).padStart(2 * COUNTER_BYTES, '0'), 'hex');
}

function counterOf(path: string): Buffer {
  const counter = Buffer.alloc(COUNTER_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, counter, 0, COUNTER_BYTES, 0);
  } finally {
    closeSync(file);
  }
  return counter;
}
