import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDataKey } from './data-key.js';

describe('the data key', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'key-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const load = (): Promise<Buffer> => loadDataKey({ dataDir, dataKey: undefined });

  it('is made at the first start, readable by its owner only, and survives', async () => {
    const key = await load();
    expect(key).toHaveLength(32);
    expect(statSync(join(dataDir, 'data.key')).mode & 0o777).toBe(0o600);
    expect(await load()).toEqual(key);
  });

  it('is one, however many processes start at once, and leaves no drafts', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, load));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(readdirSync(dataDir)).toEqual(['data.key']);
  });

  it.each(['', 'abc', 'z'.repeat(64), `${'a'.repeat(64)}\n\n`, `${'a'.repeat(63)}\n`])(
    'is refused when the file holds %j, and the file is kept',
    async (content) => {
      writeFileSync(join(dataDir, 'data.key'), content);
      await expect(load()).rejects.toMatchObject({ name: 'Problem', code: 'data-key-malformed' });
      expect(readFileSync(join(dataDir, 'data.key'), 'utf8')).toBe(content);
    },
  );

  it('is the configured one where there is one, and no file is made', async () => {
    expect(await loadDataKey({ dataDir, dataKey: 'AB'.repeat(32) })).toEqual(Buffer.alloc(32, 0xab));
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('says what is wrong where the folder cannot be used', async () => {
    writeFileSync(join(dataDir, 'file'), '');
    await expect(loadDataKey({ dataDir: join(dataDir, 'file'), dataKey: undefined })).rejects.toMatchObject({
      code: 'data-key-unavailable',
    });
  });
});
