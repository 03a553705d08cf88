import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';
import { SubmissionStore } from './submission.store.js';

/** The city accepts what a county has handed in. */
@Injectable()
export class AcceptReport {
  constructor(
    private readonly held: HoldReport,
    private readonly store: ReportingStore,
    private readonly submissions: SubmissionStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** 已提交 → 已接收. Throws Problem `right-missing`, `not-found`, `stale-version`, `report-state` or `submission-damaged`. */
  async run(principal: Principal, reportId: number, version: number): Promise<CountyReport> {
    demand(principal, 'report.review');
    return this.database.unitOfWork(async () => {
      const report = await this.held.forChange(principal, reportId, version, 'accept');
      // Read to be checked: what does not have its hash any more is not accepted.
      if (report.submissionId !== null) await this.submissions.byId(report, report.submissionId);
      const event = { type: 'accept', madeBy: principal.displayName, madeAt: this.clock.now() } as const;
      if (!(await this.store.change(report, { state: 'accepted', unlocking: null }, event))) throw await this.held.stale(report, version);
      this.held.record(principal, 'report.accepted', report, { after: { state: 'accepted' } });
      return this.held.find(principal, reportId);
    });
  }
}
