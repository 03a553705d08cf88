import type { PlannedChange } from '../intake/domain/index.js';
import { asLocalDate } from '../kernel/index.js';
import type { EnrolmentPersonSheetRow } from './domain/index.js';
import { EnrolmentPersonImport } from './enrolment-person-import.js';
import { SamplePersonChanges } from './sample-person-changes.js';
import { contextOf, idOf, SHEET, StagingGround } from './testing/person-fixture.js';
import { TypeOrmEnrolmentPersonStore } from './typeorm/enrolment-person.store.typeorm.js';
import { TypeOrmPersonChangesStore } from './typeorm/person-changes.store.typeorm.js';

const person = (n: number, unitNo: string, changes: Partial<EnrolmentPersonSheetRow> = {}): EnrolmentPersonSheetRow => ({
  idNumber: idOf(n),
  name: `王小${n}`,
  unitNo,
  insurance: '410',
  status: 'active',
  startedOn: asLocalDate('2020-01-01'),
  endedOn: null,
  month: null,
  ...changes,
});

const masked = (n: number): string => `${idOf(n).slice(0, 6)}********${idOf(n).slice(14)}`;

describe('the preview of an extract by person', () => {
  let ground: StagingGround;
  let target: EnrolmentPersonImport;

  beforeEach(async () => {
    ground = await StagingGround.open();
    const store = new TypeOrmEnrolmentPersonStore(ground.database, ground.cipher);
    target = new EnrolmentPersonImport(store, new SamplePersonChanges(new TypeOrmPersonChangesStore(ground.database), store));
  });
  afterEach(() => ground.close());

  async function staged(asOf: string, people: readonly EnrolmentPersonSheetRow[], limit = 1_000): Promise<readonly PlannedChange[]> {
    const batchId = await ground.batch('enrolment-person');
    const { counts } = await ground.check(target, batchId, people, contextOf(asOf));
    const changes = await target.sampleChanges(batchId, counts, contextOf(asOf), limit);
    await ground.apply(batchId);
    return changes;
  }

  it('shows who is new, what changed from old to new and who is missing, with names and numbers masked', async () => {
    await staged('2022-11', [person(1, '10001'), person(2, '10001'), person(3, '10001')]);
    const left = person(2, '10001', { status: 'terminated', endedOn: asLocalDate('2022-11-30') });
    const changes = await staged('2022-12', [person(1, '10001'), left, person(4, '10002')]);
    expect(changes).toEqual([
      { type: 'new', identity: `王** ${masked(4)} 单位 10002`, sheet: SHEET, row: 4, fields: [] },
      {
        type: 'changed',
        identity: `王** ${masked(2)} 单位 10001`,
        sheet: SHEET,
        row: 3,
        fields: [
          { label: '参保状态', from: '参保', to: '终止' },
          { label: '参保终止日期', from: '', to: '2022-11-30' },
        ],
      },
      { type: 'missing', identity: `王** ${masked(3)} 单位 10001`, sheet: null, row: null, fields: [] },
    ]);
    expect(JSON.stringify(changes)).not.toMatch(/王小|\d{15}/);
  });

  it('shows nothing of people of whom nothing has changed', async () => {
    const people = Array.from({ length: 300 }, (_, i) => person(i, `1000${i % 3}`));
    await staged('2022-11', people);
    expect(await staged('2022-12', people)).toEqual([]);
  });

  it('compares with the extracts in force, and not with older ones of the same unit', async () => {
    await staged('2022-10', [person(1, '10001', { status: 'suspended' })]);
    await staged('2022-11', [person(1, '10001')]);
    expect(await staged('2022-12', [person(1, '10001')])).toEqual([]);
  });

  it('shows no more than asked for, and of each type its share, the rare one first of all', async () => {
    const people = Array.from({ length: 900 }, (_, i) => person(i, '10001'));
    await staged('2022-11', people.slice(0, 500));
    const changed = people.slice(1, 500).map((one, i) => (i === 400 ? { ...one, status: 'suspended' as const } : one));
    const changes = await staged('2022-12', [...changed, ...people.slice(500)], 30);
    const count = (type: string): number => changes.filter((change) => change.type === type).length;
    expect([count('new'), count('changed'), count('missing')]).toEqual([28, 1, 1]);
  });
});
