import { Injectable } from '@nestjs/common';
import type { Scope } from '../../access/index.js';
import { EnrolmentStore, type EnrolmentUnit } from '../../enrolment/index.js';
import { groupBy } from '../../kernel/index.js';
import { RegistryStore, type EnterpriseDetail } from '../../registry/index.js';
import { nameKey } from '../domain/index.js';
import { LinkStore, type Link } from '../link.store.js';
import { earlierDecision, entryVersion, openCandidates, stateOf, type EarlierDecision, type EntryState } from './domain/index.js';
import { DecisionHistory, type RecordedChange } from './history.store.js';
import { ReviewedLinks, type ReviewedLink } from './reviewed-links.store.js';

/** An enterprise with everything that a reviewer decides about it. */
export interface Entry {
  readonly enterprise: EnterpriseDetail;
  /** All of its links, also decided and automatic ones. */
  readonly links: readonly ReviewedLink[];
  /** Candidates that wait for a person, best first. */
  readonly open: readonly ReviewedLink[];
  readonly units: ReadonlyMap<number, EnrolmentUnit>;
  /** Units that another enterprise has or claims. */
  readonly claimed: ReadonlySet<number>;
  readonly changes: readonly RecordedChange[];
  /** By unit, for open candidates. */
  readonly earlier: ReadonlyMap<number, EarlierDecision>;
  readonly state: EntryState;
  /** Names what a reviewer sees; another one means that it is not the same any more. */
  readonly version: string;
}

type Owner = Pick<Link, 'enterpriseId' | 'unitId' | 'status'>;

/** Reads entries of the queue: a handful of queries for as many enterprises as are asked for. */
@Injectable()
export class ReadEntries {
  constructor(
    private readonly links: ReviewedLinks,
    private readonly owners: LinkStore,
    private readonly history: DecisionHistory,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
  ) {}

  /** Those of the enterprises that the scope has, ascending. */
  async of(scope: Scope, enterpriseIds: readonly number[]): Promise<Entry[]> {
    const enterprises = await this.registry.details(scope, enterpriseIds);
    const ids = enterprises.map(({ id }) => id);
    const [links, changes] = await Promise.all([this.links.ofEnterprises(scope, ids), this.history.ofEnterprises(scope, ids)]);
    const unitIds = [...new Set(links.map(({ unitId }) => unitId))];
    const [owners, units] = await Promise.all([this.owners.statusesOfUnits(unitIds), this.enrolment.unitsById(unitIds)]);
    const open = new Set(links.filter(({ status }) => status === 'review').map(({ unitId }) => unitId));
    const past = await this.history.aboutUnits(
      scope,
      units.filter(({ id }) => open.has(id)).map(({ unitNo }) => unitNo),
    );
    const linksOf = groupBy(links, ({ enterpriseId }) => enterpriseId);
    const changesOf = groupBy(changes, ({ enterpriseId }) => enterpriseId);
    const ownersOf = groupBy(owners, ({ unitId }) => unitId);
    const pastOf = groupBy(past, ({ countyCode, unitNo }) => `${countyCode} ${unitNo ?? ''}`);
    const unitById = new Map(units.map((unit) => [unit.id, unit]));
    return enterprises.map((enterprise) =>
      entryOf(enterprise, linksOf.get(enterprise.id) ?? [], changesOf.get(enterprise.id) ?? [], ownersOf, unitById, pastOf),
    );
  }

  async one(scope: Scope, enterpriseId: number): Promise<Entry | undefined> {
    return (await this.of(scope, [enterpriseId]))[0];
  }
}

function entryOf(
  enterprise: EnterpriseDetail,
  links: readonly ReviewedLink[],
  changes: readonly RecordedChange[],
  ownersOf: ReadonlyMap<number, readonly Owner[]>,
  units: ReadonlyMap<number, EnrolmentUnit>,
  pastOf: ReadonlyMap<string, readonly RecordedChange[]>,
): Entry {
  const elsewhere = links.flatMap(({ unitId }) => (ownersOf.get(unitId) ?? []).filter((owner) => owner.enterpriseId !== enterprise.id));
  const given = new Set(elsewhere.filter(({ status }) => status === 'confirmed').map(({ unitId }) => unitId));
  const claimed = new Set(elsewhere.filter(({ status }) => status !== 'rejected').map(({ unitId }) => unitId));
  const open = openCandidates(links, given);
  const earlier = earlierOf(enterprise, open, units, pastOf);
  const decidedBefore = [...earlier.values()].some(({ unchanged }) => unchanged);
  const state = stateOf({ links, open, changes, decidedBefore });
  return { enterprise, links, open, units, claimed, changes, earlier, state, version: entryVersion(links, changes) };
}

function earlierOf(
  { countyCode, name, creditCode }: EnterpriseDetail,
  open: readonly ReviewedLink[],
  units: ReadonlyMap<number, EnrolmentUnit>,
  pastOf: ReadonlyMap<string, readonly RecordedChange[]>,
): ReadonlyMap<number, EarlierDecision> {
  const found = new Map<number, EarlierDecision>();
  for (const { unitId } of open) {
    const unit = units.get(unitId);
    const past = unit && pastOf.get(`${countyCode} ${unit.unitNo}`);
    if (!unit || !past) continue;
    const pair = {
      enterpriseKey: nameKey(name),
      enterpriseCode: creditCode,
      unitNo: unit.unitNo,
      unitKey: nameKey(unit.name),
      unitCode: unit.creditCode,
    };
    const earlier = earlierDecision(pair, past);
    if (earlier) found.set(unitId, earlier);
  }
  return found;
}
