import { Injectable } from '@nestjs/common';
import { demand, type Principal, type Scope } from '../access/index.js';
import { EnrolmentStore } from '../enrolment/index.js';
import { RegionSource } from '../geography/index.js';
import { groupBy, monthOf, yearOf, type LocalDate } from '../kernel/index.js';
import { KeyIndustries, RegistryStore } from '../registry/index.js';
import { CoverageStore, WORKER_COVERAGE } from './coverage.store.js';
import { sumCoverage, targetInForce, type CoverageLine, type Target } from './domain/index.js';
import { MeasureEntries, type CoverageEntry } from './measure-entries.js';

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
    private readonly measured: MeasureEntries,
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly store: CoverageStore,
    private readonly regions: RegionSource,
    private readonly industries: KeyIndustries,
  ) {}

  async report(principal: Principal, asOf: LocalDate, by: Breakdown, countyCode?: string): Promise<CoverageReport> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(countyCode);
    const entries = await this.measured.measure(scope, asOf);
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
    return this.measured.measure(principal.scope.narrow(countyCode), asOf);
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

/** 所属行业 that could not be read. */
const UNCLASSIFIED = 'unclassified';
