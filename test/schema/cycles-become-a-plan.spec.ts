import type { DataSource } from 'typeorm';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, describeDatabases, type ScratchDatabase } from '../support/services.js';
import { readTables } from '../support/tables.js';

const JUNE = ['june', '6月5日报送', 6, 5, 0, '10-01', -1, '05-31', 0, 30, '四（二）'];
const REPORT = ['june', '2022-06-05', '150802', '2021-10-01', '2022-05-31', 'drafting', 0, 2];

await describeDatabases('a database from before cycles had versions', (kind) => {
  let scratch: ScratchDatabase;
  let database: Database;
  let dataSource: DataSource;

  beforeAll(async () => {
    scratch = await createScratchDatabase(kind, 'cycles');
    database = await openDatabase(scratch.config, SCHEMA);
    dataSource = await database.unitOfWork(async () => database.writer.dataSource);
    while (!('report_cycle' in (await readTables(scratch.config)))) await dataSource.undoLastMigration({ transaction: 'each' });
    await dataSource.query(`INSERT INTO report_cycle VALUES (${JUNE.map(() => '?').join(', ')})`, JUNE);
    const columns = 'cycleCode, dueOn, countyCode, windowFrom, windowTo, state, late, version';
    await dataSource.query(`INSERT INTO county_report (${columns}) VALUES (${REPORT.map(() => '?').join(', ')})`, REPORT);
    await dataSource.runMigrations({ transaction: 'each' });
  });

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  it('has its cycles as the first plan, in force since ever, owed by all with all forms', async () => {
    const { cycle_plan: plans, planned_cycle: cycles } = await readTables(scratch.config);
    expect(plans).toMatchObject([{ number: 1, effectiveFrom: '1900-01-01' }]);
    expect(cycles).toMatchObject([
      { planId: plans?.[0]?.['id'], code: 'june', dueMonth: 6, dueDay: 5, windowFromYearOffset: -1, divisions: '[]' },
    ]);
    expect(JSON.parse(String(cycles?.[0]?.['forms']))).toEqual(['coverage-summary', 'annex-2', 'annex-3']);
  });

  it('keeps its reports', async () => {
    const { county_report: reports } = await readTables(scratch.config);
    expect(reports).toMatchObject([{ cycleCode: 'june', state: 'drafting', version: 2, submissionId: null, unlockedUntil: null }]);
  });

  it('has its cycles back when the migration is taken down', async () => {
    while (!('report_cycle' in (await readTables(scratch.config)))) await dataSource.undoLastMigration({ transaction: 'each' });
    const { report_cycle: cycles, county_report: reports } = await readTables(scratch.config);
    expect(cycles).toMatchObject([{ code: 'june', dueDay: 5, windowToMonthDay: '05-31', openDaysBefore: 30 }]);
    expect(reports).toHaveLength(1);
  });
});
