import { Injectable } from '@nestjs/common';
import { demand, type Principal, type Scope } from '../access/index.js';
import { EnrolmentStore, type InsuredUnit } from '../enrolment/index.js';
import { RegionSource } from '../geography/index.js';
import { groupBy, monthOf, yearOf, type LocalDate } from '../kernel/index.js';
import { LinkStore, type Link } from '../matching/index.js';
import { KeyIndustries, RegistryStore, scopeOf, type InsuranceProof, type LineInForce, type RecordedDecision } from '../registry/index.js';
import { CoverageStore, WORKER_COVERAGE } from './coverage.store.js';
import {
  measureEnterprise,
  sumCoverage,
  targetInForce,
  type CoverageLine,
  type EnterpriseCoverage,
  type LinkedUnit,
  type MeasuredEnterprise,
  type Target,
} from './domain/index.js';

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
}

export type Breakdown = 'county' | 'industry';

export interface CoverageReport {
  readonly asOf: LocalDate;
  readonly by: Breakdown;
  readonly lines: readonly CoverageLine[];
  readonly total: CoverageLine;
}

/** Coverage as of a day, per county or per industry, down to the enterprises and the rows they come from. */
@Injectable()
export class MeasureCoverage {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly links: LinkStore,
    private readonly store: CoverageStore,
    private readonly regions: RegionSource,
    private readonly industries: KeyIndustries,
  ) {}

  async report(principal: Principal, asOf: LocalDate, by: Breakdown, countyCode?: string): Promise<CoverageReport> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(countyCode);
    const entries = await this.measure(scope, asOf);
    const withData = await this.countiesWithData(scope, asOf);
    const targetOf = await this.targetsAsOf(asOf);
    const lines =
      by === 'county'
        ? await this.byCounty(scope, entries, withData, targetOf)
        : await this.byIndustry(principal, countyCode, entries, withData, targetOf);
    const regionCode = countyCode ?? principal.regionCode;
    const name = (await this.regions.tree()).get(regionCode)?.name ?? regionCode;
    const total = sumCoverage({ code: regionCode, name, hasData: withData.size > 0, target: targetOf(regionCode) }, entries);
    return { asOf, by, lines, total };
  }

  /** Every enterprise of the scope, also those out of scope, by county and then as the registry lists them. */
  async entries(principal: Principal, asOf: LocalDate, countyCode?: string): Promise<CoverageEntry[]> {
    demand(principal, 'data.read');
    return this.measure(principal.scope.narrow(countyCode), asOf);
  }

  private async measure(scope: Scope, asOf: LocalDate): Promise<CoverageEntry[]> {
    const month = monthOf(asOf);
    const [lines, decisions, links, proofs] = await Promise.all([
      this.registry.linesInForce(scope, month),
      this.registry.decisions(scope),
      this.links.list(scope, {}),
      this.registry.proofs(scope),
    ]);
    const live = links.filter(({ status }) => status !== 'rejected');
    const unitIds = [...new Set(live.map(({ unitId }) => unitId))];
    const [insured, owners] = await Promise.all([this.enrolment.insuredAsOf(unitIds, month), this.links.statusesOfUnits(unitIds)]);
    const linksOf = groupBy(live, ({ enterpriseId }) => enterpriseId);
    const ownersOf = groupBy(owners, ({ unitId }) => unitId);
    const proofOf = groupBy(proofs, ({ enterpriseId }) => enterpriseId);
    return lines
      .map((line): CoverageEntry => {
        const units = (linksOf.get(line.enterpriseId) ?? []).flatMap((link) =>
          toUnit(link, insured.get(link.unitId), ownersOf.get(link.unitId) ?? []),
        );
        const proven = provenElsewhere(proofOf.get(line.enterpriseId) ?? [], asOf);
        return { line, units, coverage: measureLine(line, decisions.get(line.enterpriseId) ?? [], units, proven, asOf) };
      })
      .sort(inRegistryOrder);
  }

  /** A county has data once it has handed over a registry and there is an enrolment extract to compare it with: missing data is never 0 %. */
  private async countiesWithData(scope: Scope, asOf: LocalDate): Promise<ReadonlySet<string>> {
    const month = monthOf(asOf);
    const enrolled = await this.enrolment.hasRecords(await this.regions.rootCode(), month);
    return enrolled ? this.registry.countiesWithData(scope, month) : new Set();
  }

  private async byCounty(
    scope: Scope,
    entries: readonly CoverageEntry[],
    withData: ReadonlySet<string>,
    targetOf: TargetOf,
  ): Promise<CoverageLine[]> {
    const regions = await this.regions.tree();
    const byCounty = groupBy(entries, ({ line }) => line.countyCode);
    return scope.countyCodes.map((code) =>
      sumCoverage(
        { code, name: regions.get(code)?.name ?? code, hasData: withData.has(code), target: targetOf(code) },
        byCounty.get(code) ?? [],
      ),
    );
  }

  private async byIndustry(
    principal: Principal,
    countyCode: string | undefined,
    entries: readonly CoverageEntry[],
    withData: ReadonlySet<string>,
    targetOf: TargetOf,
  ): Promise<CoverageLine[]> {
    const industries = [...(await this.industries.all()), { code: UNCLASSIFIED, name: '未分类' }];
    const byIndustry = groupBy(entries, ({ line }) => line.industryCode ?? UNCLASSIFIED);
    const target = targetOf(countyCode ?? principal.regionCode);
    return industries
      .filter(({ code }) => code !== UNCLASSIFIED || byIndustry.has(code))
      .map(({ code, name }) => sumCoverage({ code, name, hasData: withData.size > 0, target }, byIndustry.get(code) ?? []));
  }

  private async targetsAsOf(asOf: LocalDate): Promise<TargetOf> {
    const [targets, regions] = await Promise.all([this.store.targets(WORKER_COVERAGE), this.regions.tree()]);
    return (regionCode) =>
      targetInForce(
        targets,
        regions.ancestry(regionCode).map(({ code }) => code),
        yearOf(asOf),
      );
  }
}

type TargetOf = (regionCode: string) => Target | null;
type Owner = Pick<Link, 'enterpriseId' | 'unitId' | 'status'>;

/** 所属行业 that could not be read. */
const UNCLASSIFIED = 'unclassified';

function measureLine(
  line: LineInForce,
  decisions: readonly RecordedDecision[],
  units: readonly CoverageUnit[],
  proven: number | null,
  asOf: LocalDate,
): EnterpriseCoverage {
  return measureEnterprise({
    scope: scopeOf(line, decisions, monthOf(asOf)),
    insuredElsewhere: line.insuredElsewhere,
    provenElsewhere: proven,
    noLongerListed: line.noLongerListed,
    units,
  });
}

/** A candidate whose unit a person has given to another enterprise is no open question any more. */
function toUnit(link: Link, insured: InsuredUnit | undefined, owners: readonly Owner[]): CoverageUnit[] {
  const { status } = link;
  if (status === 'rejected') return [];
  const others = owners.filter(({ enterpriseId }) => enterpriseId !== link.enterpriseId);
  if (status === 'review' && others.some((owner) => owner.status === 'confirmed')) return [];
  return [
    {
      linkId: link.id,
      unitId: link.unitId,
      unitNo: insured?.unitNo ?? '',
      unitName: insured?.name ?? '',
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
