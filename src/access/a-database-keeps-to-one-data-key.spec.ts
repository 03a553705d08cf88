import { randomBytes } from 'node:crypto';
import { BindDataKey } from './bind-data-key.js';
import { PersonalDataCipher } from './personal-data.js';
import { AccessFixture } from './testing/access-fixture.js';

describe('a database keeps to one data key', () => {
  let access: AccessFixture;
  const key = randomBytes(32);
  const start = (dataKey: Buffer): Promise<void> =>
    new BindDataKey(access.store, new PersonalDataCipher(dataKey), access.database, access.clock).run();

  beforeEach(async () => {
    access = await AccessFixture.open();
  });
  afterEach(() => access.close());

  it('that of its first start, also when two processes start at once', async () => {
    await Promise.all([start(key), start(key)]);
    await start(key);
    expect(await access.store.dataKeyId()).toBe(new PersonalDataCipher(key).keyId);
  });

  it('and lets no process with another key start', async () => {
    await start(key);
    await expect(start(randomBytes(32))).rejects.toMatchObject({ code: 'data-key-mismatch' });
  });
});
