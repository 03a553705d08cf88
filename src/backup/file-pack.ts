import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { once } from 'node:events';

/** Stored files are named by their content: two hexadecimal digits, then all 64. */
const STORED = /^[0-9a-f]{2}\/[0-9a-f]{64}$/;
const MAX_HEAD = 1_000;

/**
 * The files of a folder one behind the other, as they are (sealed), each behind a line that names it with its length. Files are only ever added: read after the
 * database, they are all that it speaks of.
 */
export async function* packFiles(folder: string, counted: { files: number }): AsyncGenerator<Buffer, void> {
  for (const name of await storedFiles(folder)) {
    const path = join(folder, name);
    const { size } = await stat(path);
    yield Buffer.from(`${JSON.stringify({ name, size })}\n`);
    for await (const piece of createReadStream(path)) yield piece as Buffer;
    counted.files += 1;
  }
}

async function storedFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const shelf of (await readdir(folder).catch(() => [])).sort()) {
    const names = await readdir(join(folder, shelf)).catch(() => []);
    found.push(
      ...names
        .sort()
        .map((name) => `${shelf}/${name}`)
        .filter((name) => STORED.test(name)),
    );
  }
  return found;
}

/** Puts packed files back. Returns how many. Throws where the pack is none. */
export async function unpackFiles(pieces: AsyncIterable<Buffer>, folder: string): Promise<number> {
  const reader = new PieceReader(pieces);
  let files = 0;
  for (let head = await reader.line(); head !== undefined; head = await reader.line()) {
    const { name, size } = JSON.parse(head) as { readonly name: string; readonly size: number };
    if (!STORED.test(name)) throw new Error('A file in the backup has a strange name.');
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await write(path, reader.bytes(size));
    files += 1;
  }
  return files;
}

async function write(path: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const target = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  for await (const piece of pieces) if (!target.write(piece)) await once(target, 'drain');
  target.end();
  await once(target, 'close');
}

/** Lines and lengths out of pieces of any size. */
class PieceReader {
  private readonly iterator: AsyncIterator<Buffer>;
  private pending = Buffer.alloc(0);

  constructor(pieces: AsyncIterable<Buffer>) {
    this.iterator = pieces[Symbol.asyncIterator]();
  }

  /** Undefined at the end. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.pending.indexOf(10);
      if (end >= 0) {
        const text = this.pending.toString('utf8', 0, end);
        this.pending = this.pending.subarray(end + 1);
        return text;
      }
      if (this.pending.length > MAX_HEAD) throw new Error('A file in the backup has no head.');
      if (!(await this.more())) return undefined;
    }
  }

  async *bytes(length: number): AsyncGenerator<Buffer, void> {
    for (let missing = length; missing > 0;) {
      if (this.pending.length === 0 && !(await this.more())) throw new Error('A file in the backup ends too early.');
      const piece = this.pending.subarray(0, missing);
      this.pending = this.pending.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  private async more(): Promise<boolean> {
    const next = await this.iterator.next();
    if (next.done === true) return false;
    this.pending = Buffer.concat([this.pending, next.value]);
    return true;
  }
}
