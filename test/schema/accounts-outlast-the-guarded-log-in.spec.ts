import type { DataSource } from 'typeorm';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, describeDatabases, type ScratchDatabase } from '../support/services.js';
import { readTables } from '../support/tables.js';

const COLUMNS = [
  'username',
  'displayName',
  'passwordHash',
  'role',
  'regionCode',
  'mustChangePassword',
  'disabled',
  'failedAttempts',
  'version',
  'createdAt',
];
const LEADER = ['leader', '审核人', '$argon2id$x', 'county-leader', '150821', 0, 0, 3, 4, '2020-01-01 00:00:00.000'];

await describeDatabases('an account from before log-ins were guarded', (kind) => {
  let scratch: ScratchDatabase;
  let database: Database;
  let dataSource: DataSource;
  const account = async () => (await readTables(scratch.config))['user_account']?.find(({ username }) => username === 'leader');

  beforeAll(async () => {
    scratch = await createScratchDatabase(kind, 'accounts');
    database = await openDatabase(scratch.config, SCHEMA);
    dataSource = await database.unitOfWork(async () => database.writer.dataSource);
    while ('log_in_count' in (await readTables(scratch.config))) await dataSource.undoLastMigration({ transaction: 'each' });
    await dataSource.query(`INSERT INTO user_account (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`, LEADER);
    await dataSource.runMigrations({ transaction: 'each' });
  });
  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  it('counts as used on the day of the update: nobody is found unused by it', async () => {
    const { lastActiveAt, ...rest } = (await account()) ?? {};
    const text = lastActiveAt instanceof Date ? lastActiveAt.toISOString() : `${String(lastActiveAt).replace(' ', 'T')}Z`;
    expect(Math.abs(Date.now() - Date.parse(text))).toBeLessThan(3_600_000);
    expect(rest).toMatchObject({ role: 'county-leader', version: 4, passwordSetAt: null, secondFactorAt: null });
    expect(Object.keys(rest)).not.toContain('failedAttempts');
  });

  it('is there again, with nothing counted, when the migration is taken down', async () => {
    while ('log_in_count' in (await readTables(scratch.config))) await dataSource.undoLastMigration({ transaction: 'each' });
    expect(await account()).toMatchObject({ role: 'county-leader', failedAttempts: 0, lockedUntil: null });
  });
});
