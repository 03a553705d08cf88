import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';

/** Takes up a report: one that is not opened yet, ahead of its day, or one that the city has returned. */
@Injectable()
export class BeginDraft {
  constructor(
    private readonly held: HoldReport,
    private readonly store: ReportingStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** 未开始 or 已退回 → 填报中. Throws Problem `right-missing`, `not-found`, `stale-version` or `report-closed`. */
  async run(principal: Principal, reportId: number, version: number): Promise<CountyReport> {
    demand(principal, 'report.fill');
    return this.database.unitOfWork(async () => {
      const report = await this.held.forChange(principal, reportId, version, 'edit');
      if (report.state === 'drafting') return report;
      const madeAt = this.clock.now();
      const event = { type: report.state === 'not-started' ? 'open' : 'edit', madeBy: principal.displayName, madeAt } as const;
      const begun = await this.store.change(report, { state: 'drafting', openedAt: report.openedAt ?? madeAt }, event);
      if (!begun) throw await this.held.stale(report, version);
      this.held.record(principal, 'report.drafting', report, { after: { state: 'drafting' } });
      return this.held.find(principal, reportId);
    });
  }
}
