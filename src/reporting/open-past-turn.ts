import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { PlanReports, REPORTS_LOCK } from './plan-reports.js';
import type { CountyReport } from './reporting.store.js';

/** Makes the reports of a due day that passed before the installation began, so that cases of its window have a report to go into. */
@Injectable()
export class OpenPastTurn {
  constructor(
    private readonly planner: PlanReports,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** Throws Problem `right-missing` or `due-day-unknown`. */
  async run(principal: Principal, dueOn: LocalDate): Promise<CountyReport[]> {
    demand(principal, 'report.review');
    return this.database.unitOfWork(async () => {
      const planned = await this.planner.planDueOn(principal.scope.city, dueOn);
      this.audit.record(principal, {
        action: 'report.planned',
        subject: { kind: 'report', id: null },
        after: { dueOn, reports: planned.length },
      });
      return planned;
    }, REPORTS_LOCK);
  }
}
