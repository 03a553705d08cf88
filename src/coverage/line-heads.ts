import { Injectable } from '@nestjs/common';
import type { Scope } from '../access/index.js';
import { EnrolmentStore } from '../enrolment/index.js';
import { RegionSource } from '../geography/index.js';
import { monthOf, yearOf, type LocalDate } from '../kernel/index.js';
import { RegistryStore } from '../registry/index.js';
import { CoverageStore, WORKER_COVERAGE } from './coverage.store.js';
import { targetInForce, type LineHead, type Target } from './domain/index.js';

export type TargetOf = (regionCode: string) => Target | null;

/** What a line of coverage says before anything is counted: whether there is data, and the target. */
@Injectable()
export class LineHeads {
  constructor(
    private readonly registry: RegistryStore,
    private readonly enrolment: EnrolmentStore,
    private readonly store: CoverageStore,
    private readonly regions: RegionSource,
  ) {}

  async ofCounty(scope: Scope, countyCode: string, asOf: LocalDate): Promise<LineHead> {
    const [withData, targetOf, regions] = await Promise.all([
      this.countiesWithData(scope, asOf),
      this.targetsAsOf(asOf),
      this.regions.tree(),
    ]);
    const name = regions.get(countyCode)?.name ?? countyCode;
    return { code: countyCode, name, hasData: withData.has(countyCode), target: targetOf(countyCode) };
  }

  /** A county has data once it has handed over a registry and there is an enrolment extract to compare it with: missing data is never 0 %. */
  async countiesWithData(scope: Scope, asOf: LocalDate): Promise<ReadonlySet<string>> {
    const month = monthOf(asOf);
    const enrolled = await this.enrolment.hasRecords(scope.city, month);
    return enrolled ? this.registry.countiesWithData(scope, month) : new Set();
  }

  async targetsAsOf(asOf: LocalDate): Promise<TargetOf> {
    const [targets, regions] = await Promise.all([this.store.targets(WORKER_COVERAGE), this.regions.tree()]);
    return (regionCode) =>
      targetInForce(
        targets,
        regions.ancestry(regionCode).map(({ code }) => code),
        yearOf(asOf),
      );
  }
}
