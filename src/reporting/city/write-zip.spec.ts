import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeZip } from './write-zip.js';

const UTF8_FLAG = 0x0800;
const noProgress = (): Promise<void> => Promise.resolve();

describe('a zip', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zip-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has the same bytes for the same members, with names in UTF-8', async () => {
    const members = [{ path: '旗县区/清单.csv', load: () => Promise.resolve(Buffer.from('甲')) }];
    await writeZip(createWriteStream(join(folder, 'a')), members, noProgress);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await writeZip(createWriteStream(join(folder, 'b')), members, noProgress);
    const [a, b] = [await readFile(join(folder, 'a')), await readFile(join(folder, 'b'))];
    expect(a.equals(b)).toBe(true);
    expect(a.readUInt16LE(6) & UTF8_FLAG).toBe(UTF8_FLAG);
    expect(a.includes(Buffer.from('旗县区/清单.csv'))).toBe(true);
  });

  it('holds one member at a time and tells how far it has come', async () => {
    let held = 0;
    const told: number[] = [];
    const members = Array.from({ length: 20 }, (_, index) => ({
      path: `${index}.xlsx`,
      load: () => {
        held += 1;
        return Promise.resolve(Buffer.alloc(100_000, index));
      },
    }));
    await writeZip(createWriteStream(join(folder, 'a')), members, (done) => {
      // Each is asked for when those before it are written, never earlier.
      expect(held).toBe(done);
      told.push(done);
      return Promise.resolve();
    });
    expect(told).toEqual(members.map((_, index) => index));
  });

  it('fails where a member cannot be read, instead of leaving it out', async () => {
    const members = [{ path: 'a.xlsx', load: () => Promise.reject(new Error('damaged')) }];
    await expect(writeZip(createWriteStream(join(folder, 'a')), members, noProgress)).rejects.toThrow('damaged');
  });
});
