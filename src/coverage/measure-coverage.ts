import { Injectable } from '@nestjs/common';
import { demand, type Principal, type Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { notFound, type LocalDate } from '../kernel/index.js';
import { KeyIndustries } from '../registry/index.js';
import { lineOf, type CoverageLine } from './domain/index.js';
import { LineHeads, type TargetOf } from './line-heads.js';
import { MeasureEntries, type CoverageEntry, type EntryOverview } from './measure-entries.js';
import { MeasuredCounties, measuredCounty, tallyAcross, type MeasuredCounty } from './measured-counties.js';

export type Breakdown = 'county' | 'industry';

export interface CoverageReport {
  readonly asOf: LocalDate;
  readonly by: Breakdown;
  readonly lines: readonly CoverageLine[];
  readonly total: CoverageLine;
}

type Counties = ReadonlyMap<string, MeasuredCounty>;

/** Coverage as of a day, per county or per industry, down to the enterprises and the rows they come from. */
@Injectable()
export class MeasureCoverage {
  constructor(
    private readonly counties: MeasuredCounties,
    private readonly measured: MeasureEntries,
    private readonly heads: LineHeads,
    private readonly regions: RegionSource,
    private readonly industries: KeyIndustries,
  ) {}

  async report(principal: Principal, asOf: LocalDate, by: Breakdown, countyCode?: string): Promise<CoverageReport> {
    return (await this.reportWithEntries(principal, asOf, by, countyCode)).report;
  }

  /** The figures and the enterprises that they are the sums of: one state of the data. */
  async reportWithEntries(
    principal: Principal,
    asOf: LocalDate,
    by: Breakdown,
    countyCode?: string,
  ): Promise<{ report: CoverageReport; entries: EntryOverview[] }> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(countyCode);
    const counties = await this.counties.of(scope, asOf);
    const report = await this.reportOf(principal, scope, countyCode, { asOf, by }, counties);
    return { report, entries: [...counties.values()].flatMap(({ entries }) => entries) };
  }

  /** A county's figures by industry and its enterprises with all that they rest on, people one by one: measured for the caller alone. */
  async evidence(
    principal: Principal,
    asOf: LocalDate,
    countyCode: string,
  ): Promise<{ report: CoverageReport; entries: readonly CoverageEntry[] }> {
    demand(principal, 'data.read');
    const scope = principal.scope.narrow(countyCode);
    const entries = await this.measured.measure(scope, asOf);
    const counties = new Map([[countyCode, measuredCounty(entries)]]);
    return { report: await this.reportOf(principal, scope, countyCode, { asOf, by: 'industry' }, counties), entries };
  }

  /** Every enterprise of the scope, also those out of scope, by county and then as the registry lists them. */
  async entries(principal: Principal, asOf: LocalDate, countyCode?: string): Promise<EntryOverview[]> {
    demand(principal, 'data.read');
    const counties = await this.counties.of(principal.scope.narrow(countyCode), asOf);
    return [...counties.values()].flatMap(({ entries }) => entries);
  }

  /** One enterprise with its people, one by one. Throws Problem `not-found`. */
  async entry(principal: Principal, asOf: LocalDate, enterpriseId: number, countyCode?: string): Promise<CoverageEntry> {
    const found = (await this.entries(principal, asOf, countyCode)).find(({ line }) => line.enterpriseId === enterpriseId);
    const [entry] = found ? await this.measured.again(principal.scope.narrow(found.line.countyCode), [found.line], asOf) : [];
    if (!entry) throw notFound('该企业');
    return entry;
  }

  private async reportOf(
    principal: Principal,
    scope: Scope,
    countyCode: string | undefined,
    { asOf, by }: Pick<CoverageReport, 'asOf' | 'by'>,
    counties: Counties,
  ): Promise<CoverageReport> {
    const withData = await this.heads.countiesWithData(scope, asOf);
    const targetOf = await this.heads.targetsAsOf(asOf);
    const regionCode = countyCode ?? principal.regionCode;
    const lines =
      by === 'county'
        ? await this.byCounty(scope, counties, withData, targetOf)
        : await this.byIndustry(scope.city, regionCode, counties, withData, targetOf);
    const name = (await this.regions.tree()).get(regionCode)?.name ?? regionCode;
    const head = { code: regionCode, name, hasData: withData.size > 0, target: targetOf(regionCode) };
    return {
      asOf,
      by,
      lines,
      total: lineOf(
        head,
        tallyAcross(counties.values(), ({ tally }) => tally),
      ),
    };
  }

  private async byCounty(scope: Scope, counties: Counties, withData: ReadonlySet<string>, targetOf: TargetOf): Promise<CoverageLine[]> {
    const regions = await this.regions.tree();
    return scope.countyCodes.map((code) => {
      const head = { code, name: regions.get(code)?.name ?? code, hasData: withData.has(code), target: targetOf(code) };
      const own = counties.get(code);
      return lineOf(
        head,
        tallyAcross(own ? [own] : [], ({ tally }) => tally),
      );
    });
  }

  private async byIndustry(
    city: string,
    regionCode: string,
    counties: Counties,
    withData: ReadonlySet<string>,
    targetOf: TargetOf,
  ): Promise<CoverageLine[]> {
    const target = targetOf(regionCode);
    const all = [...counties.values()];
    const known = (await this.industries.of(city)).map(({ code, name }) => ({ code, name, industry: code }));
    const unread = all.some(({ byIndustry }) => byIndustry.has(null)) ? [{ code: UNCLASSIFIED, name: '未分类', industry: null }] : [];
    return [...known, ...unread].map(({ code, name, industry }) =>
      lineOf(
        { code, name, hasData: withData.size > 0, target },
        tallyAcross(all, ({ byIndustry }) => byIndustry.get(industry)),
      ),
    );
  }
}

/** 所属行业 that could not be read. */
const UNCLASSIFIED = 'unclassified';
