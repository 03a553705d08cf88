import { asLocalDate, asMonth, Problem } from '../kernel/index.js';
import type { EnrolmentPersonSheetRow } from './domain/index.js';
import { EnrolmentPersonImport } from './enrolment-person-import.js';
import { SamplePersonChanges } from './sample-person-changes.js';
import { contextOf, idOf, SHEET, StagingGround } from './testing/person-fixture.js';
import { TypeOrmEnrolmentPersonStore } from './typeorm/enrolment-person.store.typeorm.js';
import { TypeOrmPersonChangesStore } from './typeorm/person-changes.store.typeorm.js';

const CITY = '150800';
const DAY = asLocalDate('2022-12-31');
const TABLES = ['enrolment_person', 'enrolment_person_block', 'enrolment_person_unit'];

const person = (n: number, unitNo: string, changes: Partial<EnrolmentPersonSheetRow> = {}): EnrolmentPersonSheetRow => ({
  idNumber: idOf(n),
  name: `人${n}`,
  unitNo,
  insurance: '410',
  status: 'active',
  startedOn: null,
  endedOn: null,
  month: null,
  ...changes,
});

describe('the extract by person', () => {
  let ground: StagingGround;
  let store: TypeOrmEnrolmentPersonStore;
  let target: EnrolmentPersonImport;

  beforeEach(async () => {
    ground = await StagingGround.open();
    store = new TypeOrmEnrolmentPersonStore(ground.database, ground.cipher);
    target = new EnrolmentPersonImport(store, new SamplePersonChanges(new TypeOrmPersonChangesStore(ground.database), store));
  });

  afterEach(() => ground.close());

  /** Unit and status of each record in force of the n-th person. */
  async function records(n: number, day = DAY): Promise<string[]> {
    const found = await store.inForce(CITY, [store.personIndex(idOf(n))], day);
    return [...found.values()].flat().map(({ unitNo, status }) => `${unitNo} ${status}`);
  }

  async function imported(asOf: string, ...people: EnrolmentPersonSheetRow[]): Promise<Awaited<ReturnType<typeof ground.check>>> {
    const batchId = await ground.batch('enrolment-person');
    const outcome = await ground.check(target, batchId, people, contextOf(asOf));
    await ground.apply(batchId);
    return outcome;
  }

  it('counts for nothing before its batch is applied, and wholly after', async () => {
    const batchId = await ground.batch('enrolment-person');
    await ground.check(target, batchId, [person(1, '10001')], contextOf('2022-12'));
    expect(await records(1)).toEqual([]);
    expect(await store.hasPeople(CITY, asMonth('2022-12'))).toBe(false);
    await ground.apply(batchId);
    expect(await records(1)).toEqual(['10001 active']);
    expect(await store.hasPeople(CITY, asMonth('2022-12'))).toBe(true);
  });

  it('killed half way leaves rows that count for nothing, are removed some at a time, and the import begins anew', async () => {
    const batchId = await ground.batch('enrolment-person');
    const people = Array.from({ length: 500 }, (_, i) => person(i, `1000${i % 7}`));
    await ground.stage(target, batchId, people, contextOf('2022-12'));
    expect(await ground.count('enrolment_person')).toBe(500);
    expect(await ground.discard(target, batchId)).toBeGreaterThan(1);
    expect(await Promise.all(TABLES.map((table) => ground.count(table)))).toEqual([0, 0, 0]);
    const outcome = await ground.check(target, batchId, people, contextOf('2022-12'));
    expect(outcome.counts).toEqual({ new: 500, changed: 0, unchanged: 0, missing: 0 });
    await ground.apply(batchId);
    expect(await records(3)).toEqual(['10003 active']);
  });

  it('removes only what its own batch staged', async () => {
    await imported('2022-11', person(1, '10001'));
    const batchId = await ground.batch('enrolment-person');
    await ground.stage(target, batchId, [person(2, '10001')], contextOf('2022-12'));
    await ground.discard(target, batchId);
    expect(await ground.count('enrolment_person')).toBe(1);
    expect(await records(1)).toEqual(['10001 active']);
  });

  it('tells who is new, changed, unchanged and missing against the month before', async () => {
    await imported('2022-11', person(1, '10001'), person(2, '10001'), person(3, '10001'), person(4, '10001'));
    const suspended = person(2, '10001', { status: 'suspended' });
    const { counts } = await imported('2022-12', person(1, '10001'), suspended, person(3, '10002'), person(5, '10001'));
    expect(counts).toEqual({ new: 2, changed: 1, unchanged: 1, missing: 2 });
  });

  it('compares with the newest extract of each unit up to its own month, and not with later ones', async () => {
    await imported('2022-10', person(1, '10001'), person(2, '10001'));
    await imported('2022-11', person(1, '10001'));
    expect((await imported('2022-12', person(1, '10001'), person(2, '10001'))).counts).toMatchObject({ new: 1, unchanged: 1, missing: 0 });
    expect((await imported('2022-09', person(9, '10001'))).counts).toMatchObject({ new: 1, missing: 0 });
  });

  it('the same people once more are all unchanged', async () => {
    const people = Array.from({ length: 300 }, (_, i) => person(i, `1000${i % 3}`));
    await imported('2022-12', ...people);
    expect((await imported('2022-12', ...people)).counts).toEqual({ new: 0, changed: 0, unchanged: 300, missing: 0 });
  });

  it('of a unit the newest month counts, for one month the later one', async () => {
    await imported('2022-11', person(1, '10001'), person(2, '10001'), person(3, '10002'));
    await imported('2022-12', person(1, '10001', { status: 'suspended' }));
    expect(await records(1)).toEqual(['10001 suspended']);
    expect(await records(2)).toEqual([]);
    expect(await records(3)).toEqual(['10002 active']);
    expect(await records(1, asLocalDate('2022-11-30'))).toEqual(['10001 active']);
    await imported('2022-12', person(1, '10001'), person(2, '10001'));
    expect(await records(1)).toEqual(['10001 active']);
    expect(await records(2)).toEqual(['10001 active']);
  });

  it('a person at two units has two records', async () => {
    await imported('2022-12', person(1, '10001'), person(1, '10002', { status: 'terminated' }));
    expect((await records(1)).sort()).toEqual(['10001 active', '10002 terminated']);
  });

  it('keeps 工伤保险 only, and is refused where there is none', async () => {
    await imported('2022-12', person(1, '10001'), person(2, '10001', { insurance: '310' }));
    expect(await ground.count('enrolment_person')).toBe(1);
    const pensions = imported('2022-12', person(2, '10001', { insurance: '110' }));
    await expect(pensions).rejects.toMatchObject({ code: 'no-work-injury-rows' });
  });

  it('takes the month of the caller, else that of the row, else none', async () => {
    await imported('2022-12', person(1, '10001', { month: asMonth('2022-11') }));
    expect(await records(1, asLocalDate('2022-11-30'))).toEqual([]);
    const batchId = await ground.batch('enrolment-person');
    await ground.check(target, batchId, [person(2, '10002', { month: asMonth('2022-11') })], contextOf(undefined));
    await ground.apply(batchId);
    expect(await records(2, asLocalDate('2022-11-30'))).toEqual(['10002 active']);
    await expect(ground.stage(target, batchId, [person(3, '10001')], contextOf(undefined))).rejects.toThrow(Problem);
  });

  it('is kept without a name or an identity number in the clear, and opened by its row', async () => {
    await imported('2022-12', ...Array.from({ length: 150 }, (_, i) => person(i, '10001')));
    const kept = (await Promise.all(TABLES.map((table) => ground.text(table)))).join();
    expect(kept).not.toContain(idOf(7));
    expect(kept).not.toContain('人7');
    const [known] = [...(await store.inForce(CITY, [store.personIndex(idOf(120))], DAY)).values()].flat();
    expect(known?.source).toEqual({ batchId: 1, sheet: SHEET, row: 122 });
    expect(known && (await store.person(known.source))).toEqual({ idNumber: idOf(120), name: '人120' });
    expect(await store.person({ batchId: 1, sheet: SHEET, row: 999 })).toBeUndefined();
  });

  it('is the whole city’s: it names no county', async () => {
    expect((await imported('2022-12', person(1, '10001'))).countyCodes).toEqual(['150824', '150825']);
  });
});
