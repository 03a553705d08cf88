import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { notFound, Problem } from '../../kernel/index.js';

/** How stored bytes are made unreadable without the installation's key. */
export abstract class ByteSealer {
  abstract sealBytes(bytes: Buffer): Buffer;
  abstract openBytes(sealed: Buffer): Buffer;
}

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Files by content in `<dataDir>/files`, sealed: uploads and report forms hold personal data. */
export class FileStore {
  constructor(
    private readonly folder: string,
    private readonly sealer: ByteSealer,
  ) {}

  /** Keeps the bytes and returns their SHA-256, by which they are found again. Storing the same bytes twice is one file. */
  async put(bytes: Buffer): Promise<string> {
    const hash = sha256(bytes);
    const path = this.path(hash);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    // Written aside and renamed: a crash leaves either the whole file or none. The same bytes may be on their way twice in one moment.
    const aside = `${path}.${randomBytes(6).toString('hex')}.part`;
    const file = await open(aside, 'w', 0o600);
    try {
      await file.writeFile(this.sealer.sealBytes(bytes));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
    return hash;
  }

  /** Throws Problem `not-found`, or `file-damaged` where another file stands in its place; what the sealer refuses, it throws. */
  async get(hash: string): Promise<Buffer> {
    const sealed = await readFile(this.path(hash)).catch(() => {
      throw notFound('该文件');
    });
    const bytes = this.sealer.openBytes(sealed);
    if (sha256(bytes) === hash) return bytes;
    throw new Problem('unavailable', 'file-damaged', '保存的文件与登记的内容不符，无法读取，请联系系统管理员从备份恢复。');
  }

  private path(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }
}
