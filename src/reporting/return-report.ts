import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { demandCell, demandReason } from './domain/index.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore, type CellRemark, type CountyReport } from './reporting.store.js';
import { SubmissionStore } from './submission.store.js';
import { readSubmitted } from './submitted-content.js';

/** The city sends a report back, with a reason, and with remarks on cells where it is about them. */
@Injectable()
export class ReturnReport {
  constructor(
    private readonly held: HoldReport,
    private readonly store: ReportingStore,
    private readonly submissions: SubmissionStore,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * 已提交 → 已退回. Throws Problem `right-missing`, `reason-missing`, `not-found`, `stale-version`, `report-state`, or `cell-unknown` where a
   * remark is on a cell that the submission does not have.
   */
  async run(principal: Principal, reportId: number, version: number, reason: string, cells: readonly CellRemark[]): Promise<CountyReport> {
    demand(principal, 'report.review');
    const words = demandReason(reason, '退回报表');
    return this.database.unitOfWork(async () => {
      const report = await this.held.forChange(principal, reportId, version, 'return');
      await this.refuseUnknownCells(report, cells);
      const event = { type: 'return', reason: words, cells, madeBy: principal.displayName, madeAt: this.clock.now() } as const;
      if (!(await this.store.change(report, { state: 'returned', unlocking: null }, event))) throw await this.held.stale(report, version);
      this.held.record(principal, 'report.returned', report, { after: { state: 'returned', remarks: cells.length }, reason: words });
      return this.held.find(principal, reportId);
    });
  }

  private async refuseUnknownCells(report: CountyReport, cells: readonly CellRemark[]): Promise<void> {
    if (cells.length === 0 || report.submissionId === null) return;
    const submission = await this.submissions.byId(report, report.submissionId);
    const forms = submission ? readSubmitted(submission.content).forms : {};
    for (const { form, row, field } of cells) demandCell(forms, { form, row, field });
  }
}
