import { Scope } from '../../src/access/domain/scope.js';
import { oneKeyCipher } from '../../src/access/testing/one-key-cipher.js';
import { TypeOrmCaseStore } from '../../src/cases/typeorm/case.store.typeorm.js';
import { REGIONS, UndoWorld, type SmallImport } from '../intake-files/undo-world.js';
import { describeDatabases } from '../support/services.js';

const [HERE, THERE] = ['150802', '150821'];
/** Synthetic. */
const [PERSON, ANOTHER] = ['150802197001010018', '150821196506150037'];
const cases = (county: string, label: string, ...rows: string[][]): SmallImport => ({
  label,
  kind: 'cases',
  month: '2022-09',
  county,
  rows,
});
const row = (id: string, disease: string): string[] => ['甲某', id, disease, '2022-06-10', ''];

await describeDatabases('two counties report one case', (kind) => {
  let world: UndoWorld;
  let store: TypeOrmCaseStore;
  beforeAll(async () => {
    world = await UndoWorld.open(kind);
    store = new TypeOrmCaseStore(world.database, oneKeyCipher(Buffer.alloc(32, 7)));
  });
  afterAll(() => world.close());
  beforeEach(() => world.clear());

  const there = cases(THERE, 'there', row(PERSON, '硅肺贰期'));
  const pair = (id: string, diseaseName: string): { personIndex: string; diseaseName: string } => ({
    personIndex: store.personIndex(id),
    diseaseName,
  });

  it('a county learns that another one holds the person with the disease, and nothing else of it', async () => {
    expect(await world.apply(cases(HERE, 'here', row(PERSON, '矽肺壹期')))).toEqual([]);
    expect(await world.apply(there)).toEqual([]);
    const asked = [pair(PERSON, '矽肺'), pair(PERSON, '布鲁氏菌病'), pair(ANOTHER, '矽肺')];
    expect(await store.alsoHeldBy([THERE], asked)).toEqual([pair(PERSON, '矽肺')]);
    expect(await store.alsoHeldBy([], asked)).toEqual([]);
    await world.undo(there);
    expect(await store.alsoHeldBy([THERE], asked)).toEqual([]);
  });

  it('the city sees both sides, each county neither', async () => {
    await world.apply(cases(HERE, 'here', row(PERSON, '矽肺壹期'), row(ANOTHER, '矽肺壹期')));
    await world.apply(there);
    const groups = await store.heldByMoreThanOne(Scope.below('150800', REGIONS));
    const sides = groups.map((group) => group.map(({ case: { countyCode, diseaseText } }) => [countyCode, diseaseText]));
    expect(sides).toEqual([
      [
        [HERE, '矽肺壹期'],
        [THERE, '硅肺贰期'],
      ],
    ]);
    for (const county of [HERE, THERE]) expect(await store.heldByMoreThanOne(Scope.below(county, REGIONS))).toEqual([]);
  });

  it('one person with two diseases is no conflict', async () => {
    await world.apply(cases(HERE, 'here', row(PERSON, '布病')));
    await world.apply(there);
    expect(await store.heldByMoreThanOne(Scope.below('150800', REGIONS))).toEqual([]);
  });
});
