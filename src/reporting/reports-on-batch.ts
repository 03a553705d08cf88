import { Injectable } from '@nestjs/common';
import { systemPrincipal } from '../access/index.js';
import { CaseStore } from '../cases/index.js';
import { batchesBehind, CoverageStore } from '../coverage/index.js';
import { RegionSource } from '../geography/index.js';
import type { BatchUse, ReportOnBatch } from '../intake/index.js';
import { isHandedIn, REPORT_STATE_NAMES } from './domain/index.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';

/** Which reports that were handed in rest on an import batch: by the sources of their frozen coverage, and by the cases of their window. */
@Injectable()
export class ReportsOnBatch implements BatchUse {
  constructor(
    private readonly store: ReportingStore,
    private readonly coverage: CoverageStore,
    private readonly cases: CaseStore,
    private readonly regions: RegionSource,
  ) {}

  async reportsOn(batchId: number): Promise<ReportOnBatch[]> {
    const regions = await this.regions.tree();
    const { scope } = systemPrincipal(regions, await this.regions.rootCode());
    const handedIn = (await this.store.list(scope, {})).filter(({ state }) => isHandedIn(state));
    const found: ReportOnBatch[] = [];
    for (const report of handedIn) {
      const snapshot = report.snapshotId === null ? undefined : await this.coverage.snapshot(report.snapshotId, scope);
      const rests = (snapshot && batchesBehind(snapshot.content).has(batchId)) || (await this.countsCasesOf(batchId, report));
      const county = regions.get(report.countyCode)?.name ?? report.countyCode;
      if (rests) found.push({ reportId: report.id, name: `${county}${report.dueOn}截止的报表（${REPORT_STATE_NAMES[report.state]}）` });
    }
    return found;
  }

  private async countsCasesOf(batchId: number, { countyCode, windowFrom, windowTo, preparedAt }: CountyReport): Promise<boolean> {
    if (preparedAt === null) return false;
    return this.cases.restsOn(batchId, countyCode, { from: windowFrom, to: windowTo }, preparedAt);
  }
}
