import { ChangeLog, type ChangeKind } from '../../src/platform/changes/index.js';
import { describeDatabases } from '../support/services.js';
import { UndoWorld, type SmallImport } from './undo-world.js';

const JANUARY: SmallImport = {
  label: 'january',
  kind: 'registry',
  month: '2022-01',
  rows: [
    ['临河区一号砖厂', '建材', '5', '', ''],
    ['临河区二号砖厂', '建材', '7', '', ''],
  ],
};
/** The second has more people, and a third is new. */
const MARCH: SmallImport = {
  ...JANUARY,
  label: 'march',
  month: '2022-03',
  rows: [
    ['临河区一号砖厂', '建材', '5', '', ''],
    ['临河区二号砖厂', '建材', '9', '', ''],
    ['临河区三号砖厂', '建材', '3', '', ''],
  ],
};
const unitRow = (number: number, people: number): string[] => [
  `U${number}`,
  `${number}号砖厂`,
  '',
  '410',
  '参保',
  String(people),
  '临河区',
];
/** Of the world: 临河区, and the city as the pooling area. */
const PLACES = ['150802', '150800'];
const EXTRACT: SmallImport = { label: 'extract', kind: 'enrolment-unit', month: '2022-11', rows: [unitRow(1, 3), unitRow(2, 4)] };
const NEXT_EXTRACT: SmallImport = { ...EXTRACT, label: 'next extract', month: '2022-12', rows: [unitRow(1, 3), unitRow(2, 6)] };

await describeDatabases('what changes for matching', (kind) => {
  let world: UndoWorld;
  let log: ChangeLog;
  beforeAll(async () => {
    world = await UndoWorld.open(kind);
    log = new ChangeLog(world.database);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.clear();
    await forgetAll();
  });

  async function forgetAll(): Promise<void> {
    const notes = await log.notes(PLACES);
    await world.database.unitOfWork(() => log.forget(notes));
  }

  /** The names of the records that were noted. */
  async function noted(of: ChangeKind, table: string): Promise<unknown[]> {
    const ids = (await log.records(PLACES))[of];
    const names = new Map((await world.tables())[table]?.map((row) => [Number(row['id']), row['name']]));
    return ids.map((id) => names.get(id) ?? 'gone');
  }

  it('is noted of each enterprise that a hand-over shows otherwise, and of no other', async () => {
    await world.apply(JANUARY);
    expect(await noted('enterprise', 'enterprise')).toEqual(['临河区一号砖厂', '临河区二号砖厂']);
    await forgetAll();
    await world.apply(MARCH);
    expect(await noted('enterprise', 'enterprise')).toEqual(['临河区二号砖厂', '临河区三号砖厂']);
  });

  it('is noted of each unit that an extract shows otherwise, and of no other', async () => {
    await world.apply(EXTRACT);
    expect(await noted('unit', 'enrolment_unit')).toEqual(['1号砖厂', '2号砖厂']);
    await forgetAll();
    await world.apply(NEXT_EXTRACT);
    expect(await noted('unit', 'enrolment_unit')).toEqual(['2号砖厂']);
  });

  it('is noted when an import is undone, also of what goes with it', async () => {
    for (const each of [JANUARY, MARCH, EXTRACT, NEXT_EXTRACT]) await world.apply(each);
    await forgetAll();
    await world.undo(NEXT_EXTRACT);
    await world.undo(MARCH);
    expect(await noted('unit', 'enrolment_unit')).toEqual(['2号砖厂']);
    expect(await noted('enterprise', 'enterprise')).toEqual(['临河区二号砖厂', 'gone']);
  });

  it('is not noted when the import is rolled back', async () => {
    const failing = world.database.unitOfWork(async () => {
      await world.apply(JANUARY);
      throw new Error('The disk is full.');
    });
    await expect(failing).rejects.toThrow('The disk is full.');
    expect(await log.notes(PLACES)).toEqual([]);
    expect(await log.records(PLACES)).toEqual({ enterprise: [], unit: [], link: [] });
  });

  it('is noted of the places alone that it belongs to', async () => {
    await world.apply(JANUARY);
    await world.apply(EXTRACT);
    expect(await log.records(['150900', '150902'])).toEqual({ enterprise: [], unit: [], link: [] });
    expect(await log.notes(['150902'])).toEqual([]);
    const { enterprise, unit } = await log.records(['150802']);
    expect([enterprise.length, unit.length]).toEqual([2, 0]);
  });

  it('stays noted when it came after the notes were read', async () => {
    await world.apply(JANUARY);
    const notes = await log.notes(PLACES);
    await world.apply(EXTRACT);
    await world.database.unitOfWork(() => log.forget(notes));
    expect(await noted('enterprise', 'enterprise')).toEqual([]);
    expect(await noted('unit', 'enrolment_unit')).toEqual(['1号砖厂', '2号砖厂']);
  });
});
