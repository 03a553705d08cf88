import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import { EnrolmentStore, type EnrolmentUnit, type InsuredUnit } from '../enrolment/index.js';
import { groupBy, monthOf, type LocalDate } from '../kernel/index.js';
import { LinkStore, type Link } from '../matching/index.js';
import { RegistryStore, scopeOf, type InsuranceProof, type LineInForce, type RecordedDecision } from '../registry/index.js';
import { measureEnterprise, type EnterpriseCoverage, type LinkedUnit, type MeasuredEnterprise } from './domain/index.js';
import { NamedEvidenceReader, type NamedEvidence } from './named-evidence.js';

/** A unit behind an enterprise's figure, with the row that states its people. */
export interface CoverageUnit extends LinkedUnit {
  readonly linkId: number;
  readonly source: InsuredUnit['source'] | null;
}

/** An enterprise's line, with everything it rests on. */
export interface CoverageEntry extends MeasuredEnterprise {
  readonly line: LineInForce;
  readonly coverage: EnterpriseCoverage;
  readonly units: readonly CoverageUnit[];
  /** The roster in force and its people; null where none is loaded. */
  readonly named: NamedEvidence | null;
}

/** An entry without its people, one by one. */
export interface EntryOverview extends Omit<CoverageEntry, 'named'> {
  readonly named: Omit<NamedEvidence, 'people'> | null;
}

/** Coverage enterprise by enterprise. */
@Injectable()
export class MeasureEntries {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly links: LinkStore,
    private readonly named: NamedEvidenceReader,
  ) {}

  /** Every enterprise of the scope, also those out of scope, by county and then as the registry lists them. */
  async measure(scope: Scope, asOf: LocalDate): Promise<CoverageEntry[]> {
    const facts = await this.read(scope, asOf);
    return this.entriesOf(facts, facts.lines, asOf);
  }

  /** What the entries of a scope are made of. */
  async read(scope: Scope, asOf: LocalDate): Promise<CoverageFacts> {
    const [lines, links] = await Promise.all([this.registry.linesInForce(scope, monthOf(asOf)), this.links.list(scope, {})]);
    return this.factsOf(scope, asOf, lines, links);
  }

  /** What the entries of an enterprise, and of all of the scope that have or claim one of its units, are made of; `lines`: those of the scope. */
  async readAround(scope: Scope, enterpriseId: number, lines: readonly LineInForce[], asOf: LocalDate): Promise<CoverageFacts> {
    const own = await this.links.ofEnterprises(scope, [enterpriseId]);
    const claims = await this.links.statusesOfUnits([...new Set(own.map(({ unitId }) => unitId))]);
    const ids = new Set([enterpriseId, ...claims.map((claim) => claim.enterpriseId)]);
    const around = lines.filter((line) => ids.has(line.enterpriseId));
    return this.factsOf(scope, asOf, around, await this.links.ofEnterprises(scope, [...ids]));
  }

  /** The entries of enterprises whose lines are known, anew. */
  async again(scope: Scope, lines: readonly LineInForce[], asOf: LocalDate): Promise<CoverageEntry[]> {
    const links = await this.links.ofEnterprises(
      scope,
      lines.map(({ enterpriseId }) => enterpriseId),
    );
    return this.entriesOf(await this.factsOf(scope, asOf, lines, links), lines, asOf);
  }

  /** The entries of some of the lines; `facts` may be supposed ones. */
  async entriesOf(facts: CoverageFacts, lines: readonly LineInForce[], asOf: LocalDate): Promise<CoverageEntry[]> {
    const enterpriseIds = lines.map(({ enterpriseId }) => enterpriseId);
    const unitsOf = linkedUnits(facts, new Set(enterpriseIds));
    const named = await this.named.asOf(facts.poolingArea, enterpriseIds, unitsOf, asOf);
    return lines
      .map((line): CoverageEntry => {
        const id = line.enterpriseId;
        const evidence = { units: unitsOf.get(id) ?? [], named: named.get(id) ?? null };
        const proven = provenElsewhere(facts.proofsOf.get(id) ?? [], asOf);
        return { line, ...evidence, coverage: measureLine(line, facts.decisions.get(id) ?? [], evidence, proven, asOf) };
      })
      .sort(inRegistryOrder);
  }

  private async factsOf(scope: Scope, asOf: LocalDate, lines: readonly LineInForce[], links: readonly Link[]): Promise<CoverageFacts> {
    const month = monthOf(asOf);
    const [decisions, proofs] = await Promise.all([this.registry.decisions(scope), this.registry.proofs(scope)]);
    const unitIds = [...new Set(links.filter(isLive).map(({ unitId }) => unitId))];
    const [insured, owners, units] = await Promise.all([
      this.enrolment.insuredAsOf(unitIds, month),
      this.links.statusesOfUnits(unitIds),
      this.enrolment.unitsById(unitIds),
    ]);
    const proofsOf = groupBy(proofs, ({ enterpriseId }) => enterpriseId);
    const unitOf = new Map(units.map((unit) => [unit.id, unit]));
    return { poolingArea: scope.city, lines, decisions, links, proofsOf, insured, owners, units: unitOf };
  }
}

/** Everything that coverage rests on, but for the people of rosters. */
export interface CoverageFacts {
  readonly poolingArea: string;
  readonly lines: readonly LineInForce[];
  readonly decisions: ReadonlyMap<number, readonly RecordedDecision[]>;
  readonly links: readonly Link[];
  readonly proofsOf: ReadonlyMap<number, readonly InsuranceProof[]>;
  /** By unit. */
  readonly insured: ReadonlyMap<number, InsuredUnit>;
  /** All links of these units, also of other counties' enterprises. */
  readonly owners: readonly Owner[];
  readonly units: ReadonlyMap<number, EnrolmentUnit>;
}

const isLive = ({ status }: Link): boolean => status !== 'rejected';

function linkedUnits(
  { links, owners, insured, units }: CoverageFacts,
  enterpriseIds: ReadonlySet<number>,
): ReadonlyMap<number, readonly CoverageUnit[]> {
  const ownersOf = groupBy(owners, ({ unitId }) => unitId);
  const own = links.filter((link) => isLive(link) && enterpriseIds.has(link.enterpriseId));
  return new Map(
    [...groupBy(own, ({ enterpriseId }) => enterpriseId)].map(([enterpriseId, ofEnterprise]) => [
      enterpriseId,
      ofEnterprise.flatMap((link) => toUnit(link, units.get(link.unitId), insured.get(link.unitId), ownersOf.get(link.unitId) ?? [])),
    ]),
  );
}

type Owner = Pick<Link, 'id' | 'enterpriseId' | 'unitId' | 'status'>;

function measureLine(
  line: LineInForce,
  decisions: readonly RecordedDecision[],
  { units, named }: Pick<CoverageEntry, 'units' | 'named'>,
  proven: number | null,
  asOf: LocalDate,
): EnterpriseCoverage {
  return measureEnterprise({
    scope: scopeOf(line, decisions, monthOf(asOf)),
    insuredElsewhere: line.insuredElsewhere,
    provenElsewhere: proven,
    noLongerListed: line.noLongerListed,
    units,
    named: named?.counts ?? null,
  });
}

/** A candidate whose unit a person has given to another enterprise is no open question any more. */
function toUnit(link: Link, unit: EnrolmentUnit | undefined, insured: InsuredUnit | undefined, owners: readonly Owner[]): CoverageUnit[] {
  const { status } = link;
  if (status === 'rejected') return [];
  const others = owners.filter(({ enterpriseId }) => enterpriseId !== link.enterpriseId);
  if (status === 'review' && others.some((owner) => owner.status === 'confirmed')) return [];
  return [
    {
      linkId: link.id,
      unitId: link.unitId,
      unitNo: unit?.unitNo ?? '',
      unitName: insured?.name ?? unit?.name ?? '',
      status,
      insuredCount: insured?.insuredCount ?? 0,
      month: insured?.month ?? null,
      stale: insured?.stale ?? false,
      contested: others.some((owner) => owner.status === 'review'),
      source: insured?.source ?? null,
    },
  ];
}

function provenElsewhere(proofs: readonly InsuranceProof[], asOf: LocalDate): number | null {
  const inForce = proofs.filter(({ validFrom, validTo }) => validFrom <= asOf && (validTo === null || asOf <= validTo));
  return inForce.length === 0 ? null : inForce.reduce((sum, { insuredCount }) => sum + insuredCount, 0);
}

function inRegistryOrder(a: CoverageEntry, b: CoverageEntry): number {
  if (a.line.countyCode !== b.line.countyCode) return a.line.countyCode < b.line.countyCode ? -1 : 1;
  return a.line.source.batchId - b.line.source.batchId || a.line.source.row - b.line.source.row;
}
