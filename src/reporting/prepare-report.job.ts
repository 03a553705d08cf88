import { Injectable } from '@nestjs/common';
import { Scope, systemPrincipal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { mayBePrepared } from './domain/index.js';
import { PrepareReport } from './prepare-report.js';
import { ReportingStore } from './reporting.store.js';

interface Payload {
  readonly reportId: number;
}

export const PREPARE_COUNTY_REPORT: JobDefinition<Payload> = {
  name: 'reporting.prepare-county-report',
  maxAttempts: 10,
  leaseSeconds: 120,
  backoff: { firstSeconds: 10, factor: 2, maxSeconds: 1800 },
};

/** When a report's window has closed: prepares its draft with the whole window's data. */
@Injectable()
export class PrepareReportJob extends JobHandler<Payload> {
  readonly definition = PREPARE_COUNTY_REPORT;

  constructor(
    private readonly prepare: PrepareReport,
    private readonly store: ReportingStore,
    private readonly regions: RegionSource,
  ) {
    super();
  }

  async run({ reportId }: Payload, context: JobContext): Promise<void> {
    const tree = await this.regions.tree();
    const report = await this.store.find(reportId, Scope.everywhere(tree));
    // Planned otherwise since, prepared since its time by a person or an earlier run of this job, or handed in: there is nothing left to do.
    if (!report || !mayBePrepared(report.state)) return;
    if (report.preparedAt !== null && report.preparedAt >= context.runAt) return;
    const principal = systemPrincipal(tree, await this.regions.cityOf(report.countyCode));
    await this.prepare.run(principal, reportId, context.late, (work) => context.fenced(work));
  }
}
