import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Transform, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { notFound, Problem } from '../../kernel/index.js';

/** Seals a stream: what comes out of `stream` stands behind `head`, which is known once the stream has ended. */
export interface ByteSealing {
  readonly stream: Transform;
  readonly headLength: number;
  head(): Buffer;
}

/** Opens what stands behind a head; fails at the end where it was changed, which `damaged` then says. */
export interface ByteOpening {
  readonly stream: Transform;
  readonly headLength: number;
  damaged(): Problem;
}

/** How stored bytes are made unreadable without the installation's key. Whole and piece by piece are one format. */
export abstract class ByteSealer {
  abstract sealBytes(bytes: Buffer): Buffer;
  abstract openBytes(sealed: Buffer): Buffer;
  /** No head is longer. */
  abstract readonly longestHead: number;
  abstract sealing(): ByteSealing;
  /** `start`: what sealed bytes begin with, `longestHead` of them where there are so many. */
  abstract opening(start: Buffer): ByteOpening;
  /** The key that sealed what begins so. */
  abstract keyOf(start: Buffer): string | undefined;
  /** The key that new files are sealed with. */
  abstract readonly writingKey: string;
}

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

const HOUR_MS = 3_600_000;

/** Files by content in `<dataDir>/files`, sealed: uploads and report forms hold personal data. */
export class FileStore {
  constructor(
    private readonly folder: string,
    private readonly sealer: ByteSealer,
  ) {}

  /** Keeps the bytes and returns their SHA-256, by which they are found again. Storing the same bytes twice is one file. */
  put(bytes: Buffer): Promise<string> {
    return this.writeAside(async (aside) => {
      await writeFile(aside, this.sealer.sealBytes(bytes), { mode: 0o600, flag: 'wx' });
      return sha256(bytes);
    });
  }

  /** As `put` for a file of any size, some KiB of it in memory at a time. */
  putFile(path: string): Promise<string> {
    return this.putStream(createReadStream(path));
  }

  /** As `putFile`, of bytes that come from anywhere. */
  putStream(source: Readable): Promise<string> {
    return this.writeAside(async (aside) => {
      const sealing = this.sealer.sealing();
      const plain = createHash('sha256');
      const target = createWriteStream(aside, { mode: 0o600, flags: 'wx' });
      target.write(Buffer.alloc(sealing.headLength));
      await pipeline(source, tap(plain), sealing.stream, target);
      const file = await open(aside, 'r+');
      const head = sealing.head();
      await file.write(head, 0, head.length, 0).finally(() => file.close());
      return plain.digest('hex');
    });
  }

  /** Throws Problem `not-found`, or `file-damaged` where another file stands in its place; what the sealer refuses, it throws. */
  async get(hash: string): Promise<Buffer> {
    const sealed = await readFile(this.path(hash)).catch(() => {
      throw notFound('该文件');
    });
    const bytes = this.sealer.openBytes(sealed);
    if (sha256(bytes) === hash) return bytes;
    throw fileDamaged();
  }

  /** As `get`, into a file at `path`, which stands there only once all of its bytes have proved to be the right ones. */
  async unsealTo(hash: string, path: string): Promise<void> {
    await this.unsealInto(hash, path, (aside) => createWriteStream(aside, { mode: 0o600, flags: 'wx' }));
  }

  /** As `unsealTo`, where `create` makes the stream that writes the file at the path given to it. */
  async unsealInto(hash: string, path: string, create: (aside: string) => Writable): Promise<void> {
    const aside = `${path}.${randomBytes(6).toString('hex')}.part`;
    try {
      if ((await this.unseal(this.path(hash), () => create(aside))) !== hash) throw fileDamaged();
      await rename(aside, path);
    } finally {
      await rm(aside, { force: true });
    }
  }

  /** The hashes of all files, a folder at a time. */
  async *hashes(): AsyncGenerator<readonly string[]> {
    for (const name of (await readdir(this.folder).catch(() => [])).sort()) {
      if (!/^[0-9a-f]{2}$/.test(name)) continue;
      yield (await readdir(join(this.folder, name))).filter((hash) => /^[0-9a-f]{64}$/.test(hash)).sort();
    }
  }

  /** The key that sealed a file; undefined where there is none of it, or nothing sealed. */
  async sealedBy(hash: string): Promise<string | undefined> {
    const file = await open(this.path(hash)).catch(() => undefined);
    if (!file) return undefined;
    return this.sealer.keyOf(await this.startOf(file).finally(() => file.close()));
  }

  /** Seals a file anew with the key of the day; whoever reads it meanwhile reads the one or the other. */
  async reseal(hash: string): Promise<void> {
    const plain = new PassThrough();
    const [, put] = await Promise.all([this.unseal(this.path(hash), () => plain), this.putStream(plain)]);
    if (put !== hash) throw fileDamaged();
  }

  /** Removes what crashed writers left behind. Files younger than an hour may be on their way in another process. */
  async removeLeftovers(now: Date): Promise<void> {
    const entries = await readdir(this.folder).catch(() => []);
    for (const name of entries.filter((entry) => entry.endsWith('.part'))) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now.getTime() - found.mtimeMs > HOUR_MS) await rm(path, { force: true });
    }
  }

  /** From one handle: a file that is sealed anew in this moment is read as it was. */
  private async unseal(sealed: string, target: () => Writable): Promise<string> {
    const file = await open(sealed).catch(() => {
      throw notFound('该文件');
    });
    try {
      const opening = this.sealer.opening(await this.startOf(file));
      return await this.pour(file, opening, target());
    } finally {
      await file.close();
    }
  }

  private async pour(file: FileHandle, opening: ByteOpening, target: Writable): Promise<string> {
    const plain = createHash('sha256');
    try {
      await pipeline(file.createReadStream({ start: opening.headLength, autoClose: false }), opening.stream, tap(plain), target);
    } catch (error) {
      // Reading and writing fail with a system call; what remains is the seal.
      if (typeof error === 'object' && error !== null && 'syscall' in error) throw error;
      throw opening.damaged();
    }
    return plain.digest('hex');
  }

  private async startOf(file: FileHandle): Promise<Buffer> {
    const start = Buffer.alloc(this.sealer.longestHead);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    return start.subarray(0, bytesRead);
  }

  /** Written aside and renamed: a crash leaves either the whole file or none. The same bytes may be on their way twice in one moment. */
  private async writeAside(write: (aside: string) => Promise<string>): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const aside = join(this.folder, `${randomBytes(12).toString('hex')}.part`);
    try {
      const hash = await write(aside);
      const file = await open(aside, 'r+');
      await file.sync().finally(() => file.close());
      await mkdir(join(this.path(hash), '..'), { recursive: true, mode: 0o700 });
      await rename(aside, this.path(hash));
      return hash;
    } finally {
      await rm(aside, { force: true });
    }
  }

  private path(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }
}

/** Lets bytes pass and hashes them. */
function tap(hash: { update(bytes: Buffer): unknown }): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
}

const fileDamaged = (): Problem =>
  new Problem('unavailable', 'file-damaged', '保存的文件与登记的内容不符，无法读取，请联系系统管理员从备份恢复。');
