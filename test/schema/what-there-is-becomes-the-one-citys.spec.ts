import type { DataSource } from 'typeorm';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, describeDatabases, type ScratchDatabase } from '../support/services.js';
import { readTables } from '../support/tables.js';

const AT = '2022-01-01 00:00:00.000';
const ROWS = [
  "INSERT INTO region (code, name, level, parentCode, aliases) VALUES ('150800', '巴彦淖尔市', 'city', NULL, '[]')",
  "INSERT INTO key_industry (code, name, position, divisions, words) VALUES ('coal', '煤矿', 0, '[]', '[]')",
  `INSERT INTO cycle_plan (number, effectiveFrom, reason, recordedBy, recordedAt) VALUES (1, '1900-01-01', '地区资料', '系统', '${AT}')`,
  `INSERT INTO calendar_year (id, year, source, setBy, setAt, version) VALUES (1, 2021, '国务院', '系统', '${AT}', 1)`,
  `INSERT INTO calendar_year (id, year, source, setBy, setAt, version) VALUES (2, 2022, '市里的安排', '管理员', '${AT}', 3)`,
  "INSERT INTO calendar_day (yearId, day, kind, name) VALUES (1, '2021-10-01', 'holiday', '国庆节')",
  "INSERT INTO calendar_day (yearId, day, kind, name) VALUES (2, '2022-10-01', 'holiday', '国庆节')",
];

await describeDatabases('a database from when an installation had one city', (kind) => {
  let scratch: ScratchDatabase;
  let database: Database;
  let dataSource: DataSource;

  beforeAll(async () => {
    scratch = await createScratchDatabase(kind, 'cities');
    database = await openDatabase(scratch.config, SCHEMA);
    dataSource = await database.unitOfWork(async () => database.writer.dataSource);
    while (!('key_industry' in (await readTables(scratch.config)))) await dataSource.undoLastMigration({ transaction: 'each' });
    for (const row of ROWS) await dataSource.query(row);
    await dataSource.runMigrations({ transaction: 'each' });
  });

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  it('gives industries and cycles to that city', async () => {
    const { city_industry: industries, cycle_plan: plans } = await readTables(scratch.config);
    expect(industries).toMatchObject([{ cityCode: '150800', code: 'coal', name: '煤矿' }]);
    expect(plans).toMatchObject([{ cityCode: '150800', number: 1 }]);
  });

  it('takes the holidays that a person has set for the city’s own, with their version, and leaves what is published', async () => {
    const { calendar_year: published, city_calendar_year: own, ...days } = await readTables(scratch.config);
    expect(published).toMatchObject([{ year: 2021 }]);
    expect(own).toMatchObject([{ cityCode: '150800', year: 2022, source: '市里的安排', version: 3 }]);
    expect(days['calendar_day']).toMatchObject([{ day: '2021-10-01' }]);
    expect(days['city_calendar_day']).toMatchObject([{ yearId: own?.[0]?.['id'], day: '2022-10-01' }]);
  });

  it('has its industries back when the migration is taken down', async () => {
    while (!('key_industry' in (await readTables(scratch.config)))) await dataSource.undoLastMigration({ transaction: 'each' });
    expect((await readTables(scratch.config))['key_industry']).toMatchObject([{ code: 'coal', position: 0 }]);
  });
});
