import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ByteSealer, FileStore, sha256 } from './file-store.js';

/** Turns every bit around and guards the bytes by their hash: as much of a seal as these scenarios need. */
class TurningSealer extends ByteSealer {
  sealBytes(bytes: Buffer): Buffer {
    return Buffer.concat([Buffer.from(sha256(bytes)), bytes.map((byte) => byte ^ 0xff)]);
  }

  openBytes(sealed: Buffer): Buffer {
    const bytes = Buffer.from(sealed.subarray(64).map((byte) => byte ^ 0xff));
    if (sha256(bytes) !== sealed.subarray(0, 64).toString()) throw new Error('damaged');
    return bytes;
  }
}

const REPORT = Buffer.from('附件3：某某 152801197003151231');

describe('the file store', () => {
  let folder: string;
  let store: FileStore;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'file-store-'));
    store = new FileStore(join(folder, 'files'), new TurningSealer());
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const onDisk = (): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('gives back what was put, by its SHA-256', async () => {
    const hash = await store.put(REPORT);
    expect(hash).toBe(sha256(REPORT));
    expect(await store.get(hash)).toEqual(REPORT);
  });

  it('keeps an empty file, too', async () => {
    expect(await store.get(await store.put(Buffer.alloc(0)))).toEqual(Buffer.alloc(0));
  });

  it('keeps the same bytes once, and leaves nothing half-written behind', async () => {
    await store.put(REPORT);
    await store.put(Buffer.from(REPORT));
    expect(onDisk()).toHaveLength(1);
    await store.put(Buffer.from('another'));
    expect(onDisk()).toHaveLength(2);
  });

  it('takes the same bytes from several at the same time', async () => {
    const hashes = await Promise.all(Array.from({ length: 8 }, () => store.put(REPORT)));
    expect(new Set(hashes)).toEqual(new Set([sha256(REPORT)]));
    expect(onDisk()).toHaveLength(1);
    expect(await store.get(sha256(REPORT))).toEqual(REPORT);
  });

  it('is sealed on disk and closed to other users of the machine', async () => {
    await store.put(REPORT);
    const [path = ''] = onDisk();
    expect(readFileSync(path).includes('152801197003151231')).toBe(false);
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'files')).mode & 0o077).toBe(0);
  });

  it('refuses a damaged file', async () => {
    const hash = await store.put(REPORT);
    const [path = ''] = onDisk();
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    writeFileSync(path, bytes);
    await expect(store.get(hash)).rejects.toThrow('damaged');
  });

  it('refuses a whole file that was put in the place of another', async () => {
    const hash = await store.put(REPORT);
    const [path = ''] = onDisk();
    const other = await store.put(Buffer.from('another'));
    renameSync(onDisk().find((file) => file.endsWith(other)) ?? '', path);
    await expect(store.get(hash)).rejects.toMatchObject({ kind: 'unavailable', code: 'file-damaged' });
  });

  it('says of a file that it does not have what a screen may show', async () => {
    await expect(store.get(sha256('never put'))).rejects.toMatchObject({ kind: 'not-found', code: 'not-found' });
  });
});
