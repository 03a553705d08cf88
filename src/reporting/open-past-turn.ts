import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import { PlanReports } from './plan-reports.js';
import type { CountyReport } from './reporting.store.js';

/** Makes the reports of a due day that passed before the installation began, so that cases of its window have a report to go into. */
@Injectable()
export class OpenPastTurn {
  constructor(private readonly planner: PlanReports) {}

  /** Throws Problem `right-missing` or `due-day-unknown`. */
  async run(principal: Principal, dueOn: LocalDate): Promise<CountyReport[]> {
    demand(principal, 'report.review');
    return this.planner.planDueOn(principal.scope.city, dueOn);
  }
}
