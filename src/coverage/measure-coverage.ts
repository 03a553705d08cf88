import { Injectable } from '@nestjs/common';
import { demand, type Principal, type Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { groupBy, type LocalDate } from '../kernel/index.js';
import { KeyIndustries } from '../registry/index.js';
import { sumCoverage, type CoverageLine } from './domain/index.js';
import { LineHeads, type TargetOf } from './line-heads.js';
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
    private readonly heads: LineHeads,
    private readonly regions: RegionSource,
    private readonly industries: KeyIndustries,
  ) {}

  async report(principal: Principal, asOf: LocalDate, by: Breakdown, countyCode?: string): Promise<CoverageReport> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(countyCode);
    const entries = await this.measured.measure(scope, asOf);
    const withData = await this.heads.countiesWithData(scope, asOf);
    const targetOf = await this.heads.targetsAsOf(asOf);
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
    const industries = [...(await this.industries.of(principal.scope.city)), { code: UNCLASSIFIED, name: '未分类' }];
    const byIndustry = groupBy(entries, ({ line }) => line.industryCode ?? UNCLASSIFIED);
    const target = targetOf(countyCode ?? principal.regionCode);
    return industries
      .filter(({ code }) => code !== UNCLASSIFIED || byIndustry.has(code))
      .map(({ code, name }) => sumCoverage({ code, name, hasData: withData.size > 0, target }, byIndustry.get(code) ?? []));
  }
}

/** 所属行业 that could not be read. */
const UNCLASSIFIED = 'unclassified';
