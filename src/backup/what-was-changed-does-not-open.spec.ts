import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { BackupKey, ChunkError } from './sealing.js';

const KEY = new BackupKey('a passphrase that is long enough', Buffer.alloc(16, 3));

async function through(bytes: Buffer, transform: NodeJS.ReadWriteStream, piece = 50_000): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += piece) pieces.push(bytes.subarray(from, from + piece));
  const out: Buffer[] = [];
  const source = Readable.from(pieces);
  source.pipe(transform);
  for await (const part of transform) out.push(part as Buffer);
  return Buffer.concat(out);
}

const seal = (plain: Buffer, member = 'database'): Promise<Buffer> => through(plain, KEY.sealing(member));
const open = (sealed: Buffer, member = 'database', key = KEY): Promise<Buffer> => through(sealed, key.opening(member), 70_001);

describe('a sealed member', () => {
  it.each([0, 1, 1 << 20, (1 << 20) + 1, 3_000_000])('of %p bytes opens to what it was', async (size) => {
    const plain = randomBytes(size);
    expect((await open(await seal(plain))).equals(plain)).toBe(true);
  });

  it('does not open where a byte was changed, whichever', async () => {
    const sealed = await seal(randomBytes(1_200_000));
    for (const at of [0, 4, 5, 700_000, sealed.length - 20, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      await expect(open(changed)).rejects.toBeInstanceOf(ChunkError);
    }
  });

  it('does not open where its end is missing, also where a whole chunk is', async () => {
    const sealed = await seal(randomBytes(2_500_000));
    const chunk = 5 + (1 << 20) + 16;
    for (const length of [0, 3, chunk, 2 * chunk, sealed.length - 1])
      await expect(open(sealed.subarray(0, length))).rejects.toMatchObject({ truncated: true });
  });

  it('does not open where chunks have changed places', async () => {
    const sealed = await seal(randomBytes(2_500_000));
    const chunk = 5 + (1 << 20) + 16;
    const swapped = Buffer.concat([sealed.subarray(chunk, 2 * chunk), sealed.subarray(0, chunk), sealed.subarray(2 * chunk)]);
    await expect(open(swapped)).rejects.toMatchObject({ truncated: false });
  });

  it('does not open as another member or with another key', async () => {
    const sealed = await seal(Buffer.from('rows'));
    await expect(open(sealed, 'files')).rejects.toBeInstanceOf(ChunkError);
    await expect(open(sealed, 'database', new BackupKey('another passphrase of some length', Buffer.alloc(16, 3)))).rejects.toBeInstanceOf(
      ChunkError,
    );
  });
});
