import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { Problem } from '../../kernel/index.js';
import { ByteSealer, FileStore, sha256, type ByteOpening, type ByteSealing } from './file-store.js';

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

  readonly longestHead = 64;
  readonly writingKey = 'turning';
  keyOf = (): string => this.writingKey;

  sealing(): ByteSealing {
    const hash = createHash('sha256');
    const stream = new Transform({
      transform(piece: Buffer, _encoding, done) {
        hash.update(piece);
        done(null, Buffer.from(piece.map((byte) => byte ^ 0xff)));
      },
    });
    return { stream, headLength: 64, head: () => Buffer.from(hash.digest('hex')) };
  }

  opening(head: Buffer): ByteOpening {
    const hash = createHash('sha256');
    const stream = new Transform({
      transform(piece: Buffer, _encoding, done) {
        const plain = Buffer.from(piece.map((byte) => byte ^ 0xff));
        hash.update(plain);
        done(null, plain);
      },
      flush(done) {
        done(hash.digest('hex') === head.toString() ? null : new Error('the seal is broken'));
      },
    });
    return { stream, headLength: 64, damaged: () => new Problem('unavailable', 'sealed-data-damaged', '已损坏。') };
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

  describe('with files of any size', () => {
    const LARGE = randomBytes(300_000);
    let plain: string;
    let opened: string;

    beforeEach(() => {
      plain = join(folder, 'plain');
      opened = join(folder, 'opened');
      writeFileSync(plain, LARGE);
    });

    it('gives back what was put, piece by piece as at once', async () => {
      const hash = await store.putFile(plain);
      expect(hash).toBe(sha256(LARGE));
      expect(await store.get(hash)).toEqual(LARGE);
      await store.unsealTo(hash, opened);
      expect(readFileSync(opened)).toEqual(LARGE);
      expect(statSync(opened).mode & 0o077).toBe(0);
    });

    it('opens piece by piece what was sealed at once, also an empty file', async () => {
      await store.unsealTo(await store.put(Buffer.alloc(0)), opened);
      expect(readFileSync(opened)).toEqual(Buffer.alloc(0));
    });

    it('never shows a file whose seal is broken, and leaves nothing of it behind', async () => {
      const hash = await store.putFile(plain);
      const path = onDisk().find((file) => file.endsWith(hash)) ?? '';
      const bytes = readFileSync(path);
      bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
      writeFileSync(path, bytes);
      await expect(store.unsealTo(hash, opened)).rejects.toMatchObject({ code: 'sealed-data-damaged' });
      expect(existsSync(opened)).toBe(false);
      expect(onDisk().filter((file) => file.endsWith('.part'))).toEqual([]);
    });

    it('refuses a whole file that was put in the place of another', async () => {
      const hash = await store.putFile(plain);
      const other = await store.put(REPORT);
      const pathOf = (wanted: string): string => onDisk().find((file) => file.endsWith(wanted)) ?? '';
      renameSync(pathOf(other), pathOf(hash));
      await expect(store.unsealTo(hash, opened)).rejects.toMatchObject({ code: 'file-damaged' });
      expect(existsSync(opened)).toBe(false);
    });

    it('tells an error of the disk as it is, not as damage', async () => {
      const hash = await store.putFile(plain);
      await expect(store.unsealTo(hash, join(folder, 'no-such-folder', 'opened'))).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('leaves nothing behind where the source cannot be read', async () => {
      await expect(store.putFile(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
      expect(onDisk().filter((file) => file.endsWith('.part'))).toEqual([]);
    });

    it('removes what a crashed writer left an hour ago, and not what may be on its way', async () => {
      await store.put(REPORT);
      const [old, young] = ['old.part', 'young.part'].map((name) => join(folder, 'files', name));
      for (const path of [old, young]) writeFileSync(path ?? '', 'half');
      utimesSync(old ?? '', new Date('2020-01-01'), new Date('2020-01-01'));
      await store.removeLeftovers(new Date());
      expect([existsSync(old ?? ''), existsSync(young ?? '')]).toEqual([false, true]);
      expect(await store.get(sha256(REPORT))).toEqual(REPORT);
    });
  });
});
