import { Scope } from '../../src/access/domain/index.js';
import { oneKeyCipher } from '../../src/access/testing/one-key-cipher.js';
import { asLocalDate, RegionTree } from '../../src/kernel/index.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { REPORT_FORMS, type PlannedTurn } from '../../src/reporting/domain/index.js';
import { TypeOrmReportingStore } from '../../src/reporting/typeorm/reporting.store.typeorm.js';
import { CountyReportEntity, ReportEventEntity } from '../../src/reporting/typeorm/reporting.entities.js';
import { SCHEMA } from '../../src/schema.js';
import { availableServices, createScratchDatabase, type ScratchDatabase } from '../support/services.js';

const TURN = {
  cycleCode: 'june',
  dueOn: asLocalDate('2026-06-05'),
  windowFrom: asLocalDate('2025-10-01'),
  windowTo: asLocalDate('2026-05-31'),
  cycle: { forms: REPORT_FORMS },
} as unknown as PlannedTurn;
const REGIONS = new RegionTree([
  { code: '150800', name: '巴彦淖尔市', level: 'city', parentCode: null, aliases: [] },
  { code: '150802', name: '临河区', level: 'county', parentCode: '150800', aliases: [] },
  { code: '150821', name: '五原县', level: 'county', parentCode: '150800', aliases: [] },
]);
const SCOPE = Scope.below('150800', REGIONS);
const AT = new Date('2026-06-07T00:00:00Z');

const { mariadb } = await availableServices();

// SQLite has one writer at a time: there nothing comes in between.
(mariadb ? describe : describe.skip)('a turn that is opened while one of its reports is being prepared [mariadb]', () => {
  let scratch: ScratchDatabase;
  let databases: readonly Database[];
  const cipher = oneKeyCipher(Buffer.alloc(32, 7));

  beforeAll(async () => {
    scratch = await createScratchDatabase('mariadb', 'open_turn');
    databases = [await openDatabase(scratch.config, SCHEMA), await openDatabase(scratch.config, SCHEMA)];
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    await scratch.drop();
  });

  it('leaves that one as it was prepared, and opens the others', async () => {
    const [opening, preparing] = databases;
    if (!opening || !preparing) throw new Error('There are no databases.');
    const [opener, preparer] = [opening, preparing].map((database) => new TypeOrmReportingStore(database, cipher, new SystemClock()));
    const reports = await preparing.unitOfWork(async () => (await preparer?.ensure(TURN, ['150802', '150821'])) ?? []);
    const [prepared, other] = reports;
    if (!prepared || !other) throw new Error('There are no reports.');
    await opening.unitOfWork(async () => {
      // What the opening sees stands from here on.
      await opening.reader.find(CountyReportEntity);
      await preparing.unitOfWork(
        () => preparer?.recordPreparation(prepared, { snapshotId: 1, late: true, at: AT, by: '系统', files: [] }) ?? fail(),
      );
      const event = { type: 'open', madeBy: '系统', madeAt: new Date(AT.getTime() + 1), reason: '按期自动打开' } as const;
      expect(await opener?.openTurn(SCOPE, TURN, event)).toBe(1);
    });
    const rows = await preparing.reader.find(CountyReportEntity, { order: { id: 'ASC' } });
    expect(rows.map(({ version, state, openedAt }) => ({ version, state, openedAt }))).toEqual([
      { version: 2, state: 'drafting', openedAt: AT },
      { version: 2, state: 'drafting', openedAt: new Date(AT.getTime() + 1) },
    ]);
    const events = await preparing.reader.find(ReportEventEntity, { order: { id: 'ASC' } });
    expect(events.map(({ reportId, type, version }) => ({ reportId, type, version }))).toEqual([
      { reportId: prepared.id, type: 'prepare', version: 2 },
      { reportId: other.id, type: 'open', version: 2 },
    ]);
  });
});

function fail(): never {
  throw new Error('There is no store.');
}
