import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemporaryFiles } from './temporary-files.js';

describe('temporary files', () => {
  let dataDir: string;
  let files: TemporaryFiles;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'temporary-'));
    files = new TemporaryFiles(dataDir);
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('lie in a folder closed to others for the time of the work, also of one that fails', async () => {
    let seen = '';
    const work = files.within(async (folder) => {
      seen = folder;
      writeFileSync(join(folder, 'workbook'), '明文');
      expect(statSync(folder).mode & 0o077).toBe(0);
      throw new Error('on purpose');
    });
    await expect(work).rejects.toThrow('on purpose');
    expect(seen).toContain(files.folder);
    expect(existsSync(seen)).toBe(false);
  });

  it('that a crashed process left behind are removed at the next start, those of the last hour are not', async () => {
    const hours = (ago: number): Date => new Date(Date.now() - ago * 3_600_000);
    const crashed = join(dataDir, 'tmp', 'process-crashed');
    mkdirSync(crashed);
    for (const [name, age] of [
      ['upload-old', 2],
      ['upload-young', 0.5],
    ] as const) {
      writeFileSync(join(crashed, name), '明文');
      utimesSync(join(crashed, name), hours(age), hours(age));
    }
    writeFileSync(join(files.folder, 'upload-own'), '明文');
    utimesSync(join(files.folder, 'upload-own'), hours(2), hours(2));
    await files.removeLeftovers(new Date());
    expect(readdirSync(crashed)).toEqual(['upload-young']);
    expect(readdirSync(files.folder)).toEqual(['upload-own']);
  });

  it('go with the process that made them', () => {
    writeFileSync(join(files.folder, 'upload-cut-off'), '明文');
    files.onApplicationShutdown();
    expect(readdirSync(join(dataDir, 'tmp'))).toEqual([]);
  });
});
