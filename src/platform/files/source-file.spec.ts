import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { readSource, readWholeSource, sizeOf, SourceHandle, writeEphemeral, type EphemeralFile } from './source-file.js';

describe.each([
  ['AES-256-CTR', 32],
  ['SM4-CTR', 16],
])('a temporary file by %s', (_name, keyBytes) => {
  const plain = Buffer.concat([Buffer.from('152801197003151231'), randomBytes(200_000)]);
  let folder: string;
  let file: EphemeralFile;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'source-'));
    file = { path: join(folder, 'file'), key: randomBytes(keyBytes) };
    await pipeline(Readable.from([plain.subarray(0, 7), plain.subarray(7, 70_000), plain.subarray(70_000)]), writeEphemeral(file));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('shows nothing of its bytes on disk, and all of them to whoever has the key', async () => {
    expect(readFileSync(file.path).includes('1528011970')).toBe(false);
    expect(statSync(file.path).mode & 0o077).toBe(0);
    expect(await readWholeSource(file)).toEqual(plain);
    expect(await sizeOf(file)).toBe(plain.length);
    expect(await readWholeSource({ ...file, key: randomBytes(keyBytes) })).not.toEqual(plain);
  });

  it('is read at any place as its plain bytes are', async () => {
    const handle = await SourceHandle.open(file);
    const [position, length] = [fc.nat(plain.length + 20), fc.integer({ min: 1, max: 5_000 })];
    await fc.assert(
      fc.asyncProperty(position, length, async (at, size) => {
        const bytes = Buffer.alloc(size + 3);
        const read = await handle.read(bytes, 3, size, at);
        expect(bytes.subarray(3, 3 + read)).toEqual(plain.subarray(at, at + size));
      }),
    );
    await handle.close();
  });

  it('tells a file that is not there as such', async () => {
    const missing = { ...file, path: join(folder, 'missing') };
    await expect(SourceHandle.open(missing)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(() => readSource(missing)).toThrow('ENOENT');
  });

  it('is never written over another', async () => {
    const path = join(folder, 'taken');
    writeFileSync(path, 'taken');
    await expect(pipeline(Readable.from([plain]), writeEphemeral({ ...file, path }))).rejects.toMatchObject({ code: 'EEXIST' });
    expect(readFileSync(path, 'utf8')).toBe('taken');
  });
});
