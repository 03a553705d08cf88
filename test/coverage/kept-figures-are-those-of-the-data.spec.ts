import fc from 'fast-check';
import { Scope } from '../../src/access/domain/scope.js';
import { oneKeyCipher } from '../../src/access/testing/one-key-cipher.js';
import { MeasuredCounties, measuredCounty, type MeasuredCounty } from '../../src/coverage/measured-counties.js';
import { MeasureEntries } from '../../src/coverage/measure-entries.js';
import { NamedEvidenceReader } from '../../src/coverage/named-evidence.js';
import { TypeOrmCoverageRevisions } from '../../src/coverage/typeorm/coverage-revisions.typeorm.js';
import { TypeOrmEnrolmentPersonStore } from '../../src/enrolment/typeorm/enrolment-person.store.typeorm.js';
import { TypeOrmEnrolmentStore } from '../../src/enrolment/typeorm/enrolment.store.typeorm.js';
import { EnrolmentUnitEntity } from '../../src/enrolment/typeorm/enrolment.entities.js';
import { UnitTies } from '../../src/enrolment/unit-ties.js';
import { asLocalDate, asMonth } from '../../src/kernel/index.js';
import { TypeOrmReviewedLinks } from '../../src/matching/review/typeorm/reviewed-links.typeorm.js';
import { TypeOrmLinkStore } from '../../src/matching/typeorm/link.store.typeorm.js';
import { EnterpriseTies } from '../../src/registry/enterprise-ties.js';
import { TypeOrmRegistryStore } from '../../src/registry/typeorm/registry.store.typeorm.js';
import { TypeOrmRosterStore } from '../../src/roster/typeorm/roster.store.typeorm.js';
import { REGIONS, UndoWorld, type SmallImport } from '../intake-files/undo-world.js';
import { describeDatabases } from '../support/services.js';

const DAY = asLocalDate('2022-12-31');
const COUNTIES = ['150802', '150821'];
const SCOPE = Scope.below('150800', REGIONS);
const AT = new Date('2022-12-31T00:00:00Z');
const [ENTERPRISES, UNITS] = [4, 5];

/** One thing that changes figures; numbers choose among what there is. */
interface Act {
  readonly type: 'registry' | 'units' | 'undo' | 'link' | 'unlink' | 'decide' | 'scope' | 'proof' | 'two in one' | 'rolled back';
  readonly a: number;
  readonly b: number;
}

const ACTS: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    type: fc.constantFrom<Act['type']>(
      'registry',
      'units',
      'undo',
      'link',
      'link',
      'unlink',
      'decide',
      'decide',
      'scope',
      'proof',
      'two in one',
      'rolled back',
    ),
    a: fc.nat(19),
    b: fc.nat(19),
  }),
  { minLength: 4, maxLength: 12 },
);

/** A city of two counties that claim the same units. */
class City {
  readonly revisions: TypeOrmCoverageRevisions;
  readonly kept: MeasuredCounties;
  readonly measured: MeasureEntries;
  private readonly registry: TypeOrmRegistryStore;
  private readonly links: TypeOrmReviewedLinks;
  private done: SmallImport[] = [];
  private imports = 0;

  constructor(private readonly world: UndoWorld) {
    const { database } = world;
    const cipher = oneKeyCipher(Buffer.alloc(32, 7));
    this.registry = new TypeOrmRegistryStore(database, new EnterpriseTies());
    this.links = new TypeOrmReviewedLinks(database);
    const named = new NamedEvidenceReader(new TypeOrmRosterStore(database, cipher), new TypeOrmEnrolmentPersonStore(database, cipher));
    const enrolment = new TypeOrmEnrolmentStore(database, new UnitTies());
    this.measured = new MeasureEntries(this.registry, enrolment, new TypeOrmLinkStore(database), named);
    this.revisions = new TypeOrmCoverageRevisions(database);
    this.kept = new MeasuredCounties(this.measured, this.revisions);
  }

  async begin(): Promise<void> {
    await this.world.clear();
    this.done = [];
    for (const b of [0, 1]) await this.act({ type: 'registry', a: 7, b });
    await this.act({ type: 'units', a: 7, b: 0 });
  }

  async computed(): Promise<Record<string, MeasuredCounty>> {
    const found: Record<string, MeasuredCounty> = {};
    for (const code of COUNTIES) found[code] = measuredCounty((await this.measured.measure(SCOPE.narrow(code), DAY)).map(withoutPeople));
    return found;
  }

  async act({ type, a, b }: Act): Promise<void> {
    const { database } = this.world;
    if (type === 'registry')
      return this.import({ kind: 'registry', county: COUNTIES[b % 2] ?? '', month: `2022-0${1 + (a % 9)}`, rows: registryRows(a, b) });
    if (type === 'units') return this.import({ kind: 'enrolment-unit', month: `2022-0${1 + (b % 9)}`, rows: unitRows(a) });
    if (type === 'undo') return this.undo();
    if (type === 'rolled back') await expect(database.unitOfWork(() => this.changeAndFail(a, b))).rejects.toThrow('taken back');
    else await database.unitOfWork(() => this.change(type, a, b));
  }

  /** Within a unit of work: what it sees of its own changes is what is computed there, and nobody else's figures come of it. */
  private async changeAndFail(a: number, b: number): Promise<never> {
    await this.change('link', a, b);
    expect(Object.fromEntries(await this.kept.of(SCOPE, DAY))).toEqual(await this.computed());
    throw new Error('taken back');
  }

  private async change(type: Act['type'], a: number, b: number): Promise<void> {
    const enterprises = await this.ids('enterprise');
    const [enterpriseId, units] = [enterprises[a % enterprises.length], await this.ids('enrolment_unit')];
    if (enterpriseId === undefined) return;
    if (type === 'scope') await this.registry.addDecision(scopeDecision(enterpriseId));
    else if (type === 'proof') await this.registry.addProof(proofOf(enterpriseId, b), '甲', AT);
    else if (type === 'two in one') for (const next of ['link', 'decide'] as const) await this.change(next, a, b);
    else await this.changeLink(type, enterpriseId, units[b % units.length], b);
  }

  private async changeLink(type: Act['type'], enterpriseId: number, unitId: number | undefined, b: number): Promise<void> {
    if (unitId === undefined) return;
    const own = (await this.links.ofEnterprises(SCOPE, [enterpriseId])).find((link) => type !== 'link' || link.unitId === unitId);
    if (type === 'link' && !own) {
      const enterprise = await this.registry.enterprise(enterpriseId, SCOPE);
      const status = (['auto', 'review', 'confirmed'] as const)[b % 3] ?? 'review';
      const claim = {
        enterpriseId,
        unitId,
        countyCode: enterprise?.countyCode ?? '',
        status,
        tier: 'C',
        relation: 'same',
        score: 0.5,
        rank: 1,
      };
      await this.links.add({ ...claim, reason: '', evidence: [], ruleset: 't', decidedBy: null, decidedAt: null, note: null }, AT);
    } else if (own && type === 'unlink') await this.links.remove(own.id, own.version);
    else if (own) {
      const status = (['confirmed', 'rejected', 'review'] as const)[b % 3] ?? 'review';
      await this.links.change(own.id, own.version, { status, decidedBy: '甲', decidedAt: AT, note: null }, AT);
    }
  }

  /** As importing tells of a pooling area's units. */
  async addUnit(poolingArea: string): Promise<void> {
    const { database } = this.world;
    const [{ id: batchId } = { id: 0 }] = await database.reader.query<{ id: number }[]>('SELECT MIN(id) AS id FROM import_batch');
    const unit = { poolingArea, unitNo: 'N1', name: '新厂', creditCode: null, countyCode: null, newestMonth: '2022-01', batchId };
    await database.unitOfWork(() => database.reaching([`city ${poolingArea}`], () => database.writer.insert(EnrolmentUnitEntity, unit)));
  }

  private async import(what: Omit<SmallImport, 'label'>): Promise<void> {
    const batch = { ...what, label: `batch ${++this.imports}` };
    await this.world.apply(batch);
    this.done.push(batch);
  }

  private async undo(): Promise<void> {
    const last = this.done.pop();
    if (last) await this.world.undo(last);
  }

  private async ids(table: string): Promise<number[]> {
    const rows: { id: number }[] = await this.world.database.reader.query(`SELECT id FROM ${table} ORDER BY id`);
    return rows.map(({ id }) => id);
  }
}

const registryRows = (a: number, b: number): string[][] =>
  Array.from({ length: ENTERPRISES }, (_, i) => [
    `${b % 2}县${i}号砖厂`,
    i % 2 === 0 ? '建材' : '',
    String(5 + ((a * 3 + i) % 11)),
    '',
    i === a % 5 ? '已注销' : '',
  ]);
const unitRows = (a: number): string[][] =>
  Array.from({ length: UNITS }, (_, i) => [
    `U${i}`,
    `${i}号砖厂`,
    '',
    '410',
    i === a % 7 ? '终止' : '参保',
    String(1 + ((a + i * 2) % 9)),
    '临河区',
  ]);

const scopeDecision = (enterpriseId: number) =>
  ({
    enterpriseId,
    proposal: 'deregistered',
    verdict: 'confirmed',
    effectiveMonth: asMonth('2022-01'),
    reason: '核实',
    decidedBy: '甲',
    decidedAt: AT,
  }) as const;
const proofOf = (enterpriseId: number, b: number) =>
  ({ enterpriseId, insuredCount: 1 + b, validFrom: asLocalDate('2022-01-01'), validTo: null, document: '凭证' }) as const;

const withoutPeople = <E extends { readonly named: object | null }>(entry: E): E & { readonly named: null } => ({ ...entry, named: null });

await describeDatabases('figures that are kept', (kind) => {
  let world: UndoWorld;
  let city: City;
  beforeAll(async () => {
    world = await UndoWorld.open(kind);
    city = new City(world);
  });
  afterAll(() => world.close());

  it('are those that the data give, after whatever has changed them', async () => {
    await fc.assert(
      fc.asyncProperty(ACTS, async (acts) => {
        await city.begin();
        for (const act of acts) {
          await city.act(act);
          expect(Object.fromEntries(await city.kept.of(SCOPE, DAY))).toEqual(await city.computed());
        }
      }),
      { numRuns: kind === 'sqlite' ? 15 : 4 },
    );
  });

  it('are measured once for a state of the data, and of a county of which one enterprise has changed only that one', async () => {
    await city.begin();
    const measure = import.meta.jest.spyOn(city.measured, 'measure');
    const again = import.meta.jest.spyOn(city.measured, 'again');
    await Promise.all([city.kept.of(SCOPE, DAY), city.kept.of(SCOPE, DAY)]);
    await city.kept.of(SCOPE, DAY);
    expect(measure).toHaveBeenCalledTimes(COUNTIES.length);
    await city.act({ type: 'scope', a: 0, b: 0 });
    await city.kept.of(SCOPE, DAY);
    expect(measure).toHaveBeenCalledTimes(COUNTIES.length);
    expect(again.mock.calls.map(([county, lines]) => [county.countyCodes, lines.length])).toEqual([[['150802'], 1]]);
    import.meta.jest.restoreAllMocks();
  });

  it('stay when another city changes its units, and are measured anew when the own city does', async () => {
    await city.begin();
    await city.kept.of(SCOPE, DAY);
    const measure = import.meta.jest.spyOn(city.measured, 'measure');
    await city.addUnit('150600');
    await city.kept.of(SCOPE, DAY);
    expect(measure).not.toHaveBeenCalled();
    await city.addUnit('150800');
    await city.kept.of(SCOPE, DAY);
    expect(measure).toHaveBeenCalledTimes(COUNTIES.length);
    import.meta.jest.restoreAllMocks();
  });
});
