import { contextOf, idOf, StagingGround } from '../enrolment/testing/person-fixture.js';
import { asLocalDate, asMonth, type LocalDate } from '../kernel/index.js';
import { nameKey } from '../matching/domain/index.js';
import { Clock } from '../platform/clock/clock.js';
import type { RegistryStore } from '../registry/index.js';
import type { RosterSheetRow } from './domain/index.js';
import { RosterImport } from './roster-import.js';
import { TypeOrmRosterStore } from './typeorm/roster.store.typeorm.js';

class FixedClock extends Clock {
  now = (): Date => new Date('2023-06-01T00:00:00Z');
}

const TITLE = '乌拉特中旗重点行业企业职工花名册';

const worker = (n: number, unitName: string, changes: Partial<RosterSheetRow> = {}): RosterSheetRow => ({
  unitName,
  creditCode: null,
  countyText: null,
  name: `人${n}`,
  idNumber: idOf(n),
  post: '凿岩工',
  joinedOn: null,
  leftOn: null,
  contract: '是',
  preEmploymentExam: '',
  inServiceExam: '',
  leavingExam: '',
  ...changes,
});

/** 乌拉特中旗 lists 甲矿 (1, once called 老矿) and 乙矿 (2), handed over in May 2020. */
const registry = {
  known: async (countyCode: string) =>
    countyCode === '150824'
      ? [
          { id: 1, nameKey: nameKey('甲矿有限公司'), aliasKeys: [nameKey('老矿有限公司')], creditCode: '91150824MA0N000001', line: {} },
          { id: 2, nameKey: nameKey('乙矿有限公司'), aliasKeys: [], creditCode: null, line: {} },
        ]
      : [],
  linesInForce: async () => [{ handoverMonth: asMonth('2020-05') }],
} as unknown as RegistryStore;

describe('a named roster', () => {
  let ground: StagingGround;
  let store: TypeOrmRosterStore;
  let target: RosterImport;

  beforeEach(async () => {
    ground = await StagingGround.open();
    store = new TypeOrmRosterStore(ground.database, ground.cipher);
    target = new RosterImport(store, registry, new FixedClock());
    await ground.database.unitOfWork(async () => {
      const { writer } = ground.database;
      await writer.query('PRAGMA defer_foreign_keys = ON');
      const batchId = await ground.batch('registry');
      for (const [id, name] of [
        [1, '甲矿有限公司'],
        [2, '乙矿有限公司'],
      ] as const) {
        const sql =
          'INSERT INTO enterprise (id, countyCode, name, nameKey, batchId, sheet, rowNumber, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
        await writer.query(sql, [id, '150824', name, nameKey(name), batchId, '', id, '2020-05-31 00:00:00.000']);
      }
    });
  });

  afterEach(() => ground.close());

  async function imported(asOf: string | undefined, ...people: RosterSheetRow[]): Promise<Awaited<ReturnType<typeof ground.check>>> {
    const batchId = await ground.batch('roster');
    const outcome = await ground.check(target, batchId, people, contextOf(asOf), { title: TITLE });
    await ground.apply(batchId);
    return outcome;
  }

  /** How many stand on each enterprise's roster in force. */
  async function listed(month: string): Promise<Record<number, number>> {
    const rosters = await store.inForce([1, 2], asMonth(month));
    const entries = await store.entries([...rosters.values()]);
    return Object.fromEntries([...entries].map(([id, people]) => [id, people.length]));
  }

  it('belongs to the enterprises of its county by name, former name or USCC', async () => {
    const outcome = await imported(
      '2022-12',
      worker(1, '甲矿有限公司'),
      worker(2, '老矿有限公司'),
      worker(3, '丙矿', { creditCode: '91150824MA0N000001' }),
      worker(4, '乙矿有限责任公司'),
    );
    expect(outcome).toEqual({ countyCodes: ['150824'], counts: { new: 4, changed: 0, unchanged: 0, missing: 0 }, alarms: [], errors: [] });
    expect(await listed('2022-12')).toEqual({ 1: 3, 2: 1 });
  });

  it('of a unit that the registry does not list is an error on each of its rows, with a remedy', async () => {
    const { errors, counts } = await imported('2022-12', worker(1, '甲矿有限公司'), worker(2, '丁矿'), worker(3, '丁矿'));
    expect(errors).toMatchObject([
      { row: 3, column: '用人单位', code: 'enterprise-unknown', message: expect.stringContaining('先导入') },
      { row: 4, code: 'enterprise-unknown' },
    ]);
    expect(counts).toMatchObject({ new: 1 });
    expect(await ground.count('roster_person')).toBe(1);
  });

  it('whose county nobody says is refused', async () => {
    const batchId = await ground.batch('roster');
    const nameless = ground.check(target, batchId, [worker(1, '甲矿有限公司')], contextOf('2022-12'), { title: '职工花名册' });
    await expect(nameless).rejects.toMatchObject({ code: 'county-unresolved' });
  });

  it('takes a row’s own county before that of the sheet', async () => {
    const { countyCodes, errors } = await imported(
      '2022-12',
      worker(1, '甲矿有限公司'),
      worker(2, '甲矿有限公司', { countyText: '乌拉特后旗' }),
    );
    expect([...countyCodes].sort()).toEqual(['150824', '150825']);
    expect(errors).toMatchObject([{ row: 3, code: 'enterprise-unknown', message: expect.stringContaining('乌拉特后旗') }]);
  });

  const joined = (text: string): { joinedOn: LocalDate } => ({ joinedOn: asLocalDate(text) });

  it('without a month is of the newest day on it that has come, at least of the newest hand-over', async () => {
    await imported(undefined, worker(1, '甲矿有限公司', joined('2022-11-20')), worker(2, '乙矿有限公司', joined('2032-01-01')));
    expect(await listed('2022-10')).toEqual({});
    expect(await listed('2022-11')).toEqual({ 1: 1, 2: 1 });
    await imported(undefined, worker(1, '甲矿有限公司', joined('2015-01-01')), worker(2, '甲矿有限公司'));
    expect(await listed('2020-05')).toEqual({ 1: 2 });
  });

  it('replaces the enterprise’s earlier one, and no other enterprise’s', async () => {
    await imported('2022-11', worker(1, '甲矿有限公司'), worker(2, '甲矿有限公司'), worker(3, '乙矿有限公司'));
    const { counts } = await imported('2022-12', worker(1, '甲矿有限公司', { post: '破碎工' }), worker(4, '甲矿有限公司'));
    expect(counts).toEqual({ new: 1, changed: 1, unchanged: 0, missing: 1 });
    expect(await listed('2022-12')).toEqual({ 1: 2, 2: 1 });
    expect(await listed('2022-11')).toEqual({ 1: 2, 2: 1 });
  });

  it('shows who is new, what changed from old to new and who is missing, with names and numbers masked', async () => {
    const [first, second, third] = [worker(1, '甲矿有限公司'), worker(2, '甲矿有限公司'), worker(3, '甲矿有限公司')];
    await imported('2022-11', first, second, third);
    const batchId = await ground.batch('roster');
    const later = [worker(1, '甲矿有限公司', { post: '破碎工', leftOn: asLocalDate('2022-12-01') }), second, worker(4, '甲矿有限公司')];
    const { counts } = await ground.check(target, batchId, later, contextOf('2022-12'), { title: TITLE });
    const changes = await target.sampleChanges(batchId, counts, contextOf('2022-12'), 100);
    const who = (n: number): string => `人* 150802********${idOf(n).slice(14)} 甲矿有限公司`;
    const fields = [
      { label: '岗位', from: '凿岩工', to: '破碎工' },
      { label: '离职日期', from: '', to: '2022-12-01' },
    ];
    expect(changes).toEqual([
      { type: 'changed', identity: who(1), sheet: '花名册', row: 2, fields },
      { type: 'new', identity: who(4), sheet: '花名册', row: 4, fields: [] },
      { type: 'missing', identity: who(3), sheet: null, row: null, fields: [] },
    ]);
    expect(await target.sampleChanges(batchId, counts, contextOf('2022-12'), 1)).toHaveLength(1);
  });

  it('raises an alarm when more than a fifth of an enterprise’s people are gone or new, and none for the first', async () => {
    const people = Array.from({ length: 20 }, (_, n) => worker(n, '甲矿有限公司'));
    expect((await imported('2022-10', ...people)).alarms).toEqual([]);
    const moved = people.slice(2).map((one) => ({ ...one, post: '破碎工', contract: '' }));
    expect((await imported('2022-11', ...moved, worker(30, '乙矿有限责任公司'))).alarms).toEqual([]);
    const { alarms } = await imported('2022-12', ...moved.slice(0, 10), ...[41, 42, 43, 44].map((n) => worker(n, '甲矿有限公司')));
    expect(alarms.map(({ message }) => message)).toEqual([
      '这些单位上次的花名册共 18 人，本次缺失 8 人，超过五分之一。',
      '这些单位上次的花名册共 18 人，本次新增 4 人，超过五分之一。',
    ]);
  });

  it('counts for nothing before it is applied, and leaves nothing when it is discarded', async () => {
    const batchId = await ground.batch('roster');
    await ground.check(target, batchId, [worker(1, '甲矿有限公司')], contextOf('2022-12'), { title: TITLE });
    expect(await listed('2022-12')).toEqual({});
    await ground.discard(target, batchId);
    expect([await ground.count('roster_person'), await ground.count('roster_unit')]).toEqual([0, 0]);
  });

  it('is kept without a name or an identity number in the clear, and opened by its row', async () => {
    await imported('2022-12', worker(1, '甲矿有限公司'));
    expect(await ground.text('roster_person')).not.toMatch(new RegExp(`${idOf(1)}|人1`));
    const [entry] = [...(await store.entries([...(await store.inForce([1], asMonth('2022-12'))).values()])).values()].flat();
    expect(entry && (await store.person(entry.source))).toEqual({ name: '人1', idNumber: idOf(1) });
  });
});
