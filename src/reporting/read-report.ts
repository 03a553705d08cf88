import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import { MakeDraft, type DraftOverview } from './draft.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore, type CountyReport, type ReportEvent } from './reporting.store.js';

/** Reports as they stand, what became of them, and what they would say if handed in now. */
@Injectable()
export class ReadReport {
  constructor(
    private readonly held: HoldReport,
    private readonly store: ReportingStore,
    private readonly drafts: MakeDraft,
  ) {}

  async list(principal: Principal, dueOn: LocalDate | undefined): Promise<CountyReport[]> {
    demand(principal, 'report.read');
    return this.store.list(principal.scope, { from: dueOn, to: dueOn });
  }

  async one(principal: Principal, reportId: number): Promise<CountyReport> {
    demand(principal, 'report.read');
    return this.held.find(principal, reportId);
  }

  /** Oldest first. */
  async history(principal: Principal, reportId: number): Promise<ReportEvent[]> {
    demand(principal, 'report.read');
    return this.store.history(await this.held.find(principal, reportId));
  }

  /**
   * As the data are at the moment. Not in a unit of work, where those who only read would hold up those who write: what is handed in is compared
   * with what was seen. Throws Problem `report-closed` once it is handed in: then see its submissions.
   */
  async draft(principal: Principal, reportId: number): Promise<DraftOverview> {
    demand(principal, 'report.read');
    const report = await this.held.find(principal, reportId);
    this.held.refuseState(report, 'edit');
    return this.drafts.look(principal, report);
  }
}
