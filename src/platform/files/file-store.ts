import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { notFound, Problem } from '../../kernel/index.js';

/** Seals a stream: what comes out of `stream` stands behind `head`, which is known once the stream has ended. */
export interface ByteSealing {
  readonly stream: Transform;
  head(): Buffer;
}

/** Opens what stands behind a head; fails at the end where it was changed, which `damaged` then says. */
export interface ByteOpening {
  readonly stream: Transform;
  damaged(): Problem;
}

/** How stored bytes are made unreadable without the installation's key. Whole and piece by piece are one format. */
export abstract class ByteSealer {
  abstract sealBytes(bytes: Buffer): Buffer;
  abstract openBytes(sealed: Buffer): Buffer;
  abstract readonly sealedHeadLength: number;
  abstract sealing(): ByteSealing;
  abstract opening(head: Buffer): ByteOpening;
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
    return this.writeAside(async (aside) => {
      const sealing = this.sealer.sealing();
      const plain = createHash('sha256');
      const target = createWriteStream(aside, { mode: 0o600, flags: 'wx' });
      target.write(Buffer.alloc(this.sealer.sealedHeadLength));
      await pipeline(createReadStream(path), tap(plain), sealing.stream, target);
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
    const aside = `${path}.${randomBytes(6).toString('hex')}.part`;
    try {
      if ((await this.unseal(this.path(hash), aside)) !== hash) throw fileDamaged();
      await rename(aside, path);
    } finally {
      await rm(aside, { force: true });
    }
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

  private async unseal(sealed: string, aside: string): Promise<string> {
    const opening = this.sealer.opening(await this.headOf(sealed));
    const plain = createHash('sha256');
    const source = createReadStream(sealed, { start: this.sealer.sealedHeadLength });
    try {
      await pipeline(source, opening.stream, tap(plain), createWriteStream(aside, { mode: 0o600, flags: 'wx' }));
    } catch (error) {
      // Reading and writing fail with a system call; what remains is the seal.
      if (typeof error === 'object' && error !== null && 'syscall' in error) throw error;
      throw opening.damaged();
    }
    return plain.digest('hex');
  }

  private async headOf(sealed: string): Promise<Buffer> {
    const file = await open(sealed).catch(() => {
      throw notFound('该文件');
    });
    const head = Buffer.alloc(this.sealer.sealedHeadLength);
    const { bytesRead } = await file.read(head, 0, head.length, 0).finally(() => file.close());
    return head.subarray(0, bytesRead);
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
