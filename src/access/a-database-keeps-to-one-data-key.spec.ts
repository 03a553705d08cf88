import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataKeyHolder } from './sealing/data-key-holder.js';
import { KeyEncryptionKey } from './sealing/key-encryption-key.js';
import { AuditKey } from './audit/audit-key.js';
import { KeyRing } from './sealing/key-ring.js';
import { LoadKeys } from './sealing/load-keys.js';
import { PrepareKeys } from './sealing/prepare-keys.js';
import { AccessFixture } from './testing/access-fixture.js';
import { TypeOrmKeyStore } from './typeorm/index.js';

describe('a database keeps to one data key', () => {
  let access: AccessFixture;
  let keys: TypeOrmKeyStore;
  let dataDir: string;
  const key = randomBytes(32);

  async function start(dataKey: Buffer): Promise<void> {
    const holder = await DataKeyHolder.load({ dataDir, dataKey: dataKey.toString('hex') });
    const loading = new LoadKeys(keys, holder, new KeyRing(() => access.clock.now()), new AuditKey());
    await new PrepareKeys(keys, holder, loading, access.database, access.clock, { cipherProfile: 'aes' }).run();
  }

  beforeEach(async () => {
    access = await AccessFixture.open();
    keys = new TypeOrmKeyStore(access.database);
    dataDir = mkdtempSync(join(tmpdir(), 'one-key-'));
  });
  afterEach(async () => {
    await access.close();
    rmSync(dataDir, { recursive: true });
  });

  it('that of its first start, also when two processes start at once: they make one set of keys', async () => {
    await Promise.all([start(key), start(key)]);
    await start(key);
    expect(await keys.dataKeyId()).toBe(new KeyEncryptionKey(key).id);
    expect((await keys.all()).map(({ purpose }) => purpose).sort()).toEqual(['audit', 'index', 'seal']);
  });

  it('and lets no process with another key start', async () => {
    await start(key);
    await expect(start(randomBytes(32))).rejects.toMatchObject({ code: 'data-key-mismatch' });
  });
});
