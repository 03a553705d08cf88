import { Scope } from '../../src/access/domain/scope.js';
import { TypeOrmEnrolmentStore } from '../../src/enrolment/typeorm/enrolment.store.typeorm.js';
import { UnitTies } from '../../src/enrolment/unit-ties.js';
import { RegionTree } from '../../src/kernel/index.js';
import { ListLinks, type LinkEntry } from '../../src/matching/list-links.js';
import type { FoundCandidates } from '../../src/matching/runs/candidate.store.js';
import { TypeOrmCandidateStore } from '../../src/matching/typeorm/candidate.store.typeorm.js';
import { TypeOrmReviewedLinks } from '../../src/matching/review/typeorm/reviewed-links.typeorm.js';
import { TypeOrmLinkStore } from '../../src/matching/typeorm/link.store.typeorm.js';
import { EnterpriseTies } from '../../src/registry/enterprise-ties.js';
import { TypeOrmRegistryStore } from '../../src/registry/typeorm/registry.store.typeorm.js';
import { UndoWorld } from '../intake-files/undo-world.js';
import { describeDatabases } from '../support/services.js';

/** More than two pages. */
const LINKS = 1200;
const COUNTY = '150802';
const AT = new Date('2022-12-31T00:00:00Z');

const scope = Scope.below(COUNTY, new RegionTree([{ code: COUNTY, name: '临河区', level: 'county', parentCode: null, aliases: [] }]));
const principal = { userId: null, displayName: '临河', role: 'county-clerk', regionCode: COUNTY, scope } as const;

const CANDIDATE = { tier: 'C', status: 'review', relation: 'same', score: 0.5, rank: 1, reason: '名称相同', evidence: [] } as const;

const numbers = Array.from({ length: LINKS }, (_, i) => i + 1);
const REGISTRY = numbers.map((n) => [`临河区${n}号砖厂`, '建材', '5', '', '']);
const UNITS = numbers.map((n) => [`U${n}`, `临河区${n}号砖厂`, '', '410', '参保', '3', '临河区']);

await describeDatabases('links that are exported', (kind) => {
  let world: UndoWorld;
  let store: TypeOrmLinkStore;
  let links: ListLinks;
  beforeAll(async () => {
    world = await UndoWorld.open(kind);
    await world.apply({ label: 'registry', kind: 'registry', month: '2022-01', rows: REGISTRY });
    await world.apply({ label: 'units', kind: 'enrolment-unit', month: '2022-12', rows: UNITS });
    const registry = new TypeOrmRegistryStore(world.database, new EnterpriseTies());
    store = new TypeOrmLinkStore(world.database);
    links = new ListLinks(store, registry, new TypeOrmEnrolmentStore(world.database, new UnitTies()));
  });
  afterAll(() => world.close());

  /** As matching does it: what was not decided is brought to what was found. */
  async function find(unitOf: (i: number) => number): Promise<void> {
    const tables = await world.tables();
    const units = tables['enrolment_unit'] ?? [];
    const found = (tables['enterprise'] ?? []).map((enterprise, i): FoundCandidates => {
      const pair = { enterpriseId: Number(enterprise['id']), unitId: Number(units[unitOf(i)]?.['id']) };
      return { enterpriseId: pair.enterpriseId, countyCode: COUNTY, candidates: [{ ...pair, ...CANDIDATE }] };
    });
    await world.database.unitOfWork(() => new TypeOrmCandidateStore(world.database).replace(scope, found, 'test', AT));
  }
  const match = (): Promise<void> => find((i) => i);
  const matchOthers = (): Promise<void> => find((i) => (i + 1) % LINKS);
  beforeEach(match);

  /** Reads to the end; `during` happens once, after the first entry. */
  async function readAll(during: (first: LinkEntry) => Promise<void> = async () => undefined): Promise<LinkEntry[]> {
    const found: LinkEntry[] = [];
    for await (const entry of links.each(principal, {})) {
      if (found.length === 0) await during(entry);
      found.push(entry);
    }
    return found;
  }

  it('are all there, each once, with the names of both sides', async () => {
    const found = await readAll();
    expect(found).toHaveLength(LINKS);
    expect(new Set(found.map(({ link }) => link.id)).size).toBe(LINKS);
    for (const { enterprise, unit } of found) expect(enterprise.name).toBe(unit.name);
  });

  it('are those of the status asked for', async () => {
    const confirmed: LinkEntry[] = [];
    for await (const entry of links.each(principal, { status: 'confirmed' })) confirmed.push(entry);
    expect(confirmed).toEqual([]);
  });

  it('are refused as a whole where the city is matched anew meanwhile: half would be missing', async () => {
    await expect(readAll(matchOthers)).rejects.toMatchObject({ code: 'links-changed' });
  });

  it('stay whole where somebody decides one of them meanwhile', async () => {
    const decided = { status: 'rejected', decidedBy: '某人', decidedAt: AT, note: null } as const;
    const reviewed = new TypeOrmReviewedLinks(world.database);
    const found = await readAll(async () => {
      const [last] = (await store.list(scope, {})).slice(-1);
      await world.database.unitOfWork(() => reviewed.change(last?.id ?? 0, 1, decided, AT));
    });
    expect(found).toHaveLength(LINKS);
    expect(found.at(-1)?.link.status).toBe('rejected');
  });
});
