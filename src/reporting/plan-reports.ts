import { Injectable } from '@nestjs/common';
import { Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { Problem, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobPlanner, JobQueue } from '../platform/jobs/index.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import { openingTime, owedBy, planInForce, preparationTime, turnsPlanned, type CycleTurn, type PlannedTurn } from './domain/index.js';
import { OPEN_TURN } from './open-turn.job.js';
import { PREPARE_COUNTY_REPORT } from './prepare-report.job.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';

/** Two turns of each yearly cycle ahead, so that a service that stands still for months has its work queued. */
const HORIZON_DAYS = 400;

/** A county's report of a turn is made once: planning follows planning, and so do changes of the plan and submissions. */
export const REPORTS_LOCK = 'reports';

/** Queues every county's reports: one row and its jobs per cycle, due day and county, however often it is asked. */
@Injectable()
export class PlanReports extends JobPlanner {
  constructor(
    private readonly store: ReportingStore,
    private readonly plans: CyclePlanStore,
    private readonly regions: RegionSource,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async plan(): Promise<void> {
    if (await this.regions.isEmpty()) return;
    for (const turn of await this.turnsAhead()) await this.database.unitOfWork(() => this.queueTurn(turn), REPORTS_LOCK);
  }

  /** Everything anew, in the caller's unit of work: the plan has changed. */
  async planAgain(): Promise<void> {
    for (const turn of await this.turnsAhead()) await this.queueTurn(turn);
  }

  /** The reports of one due day, queued where they were not. Refused where no cycle is due on that day. */
  async planDueOn(dueOn: LocalDate): Promise<CountyReport[]> {
    const turn = await this.turnDueOn(dueOn);
    return turn ? this.database.unitOfWork(() => this.queueTurn(turn), REPORTS_LOCK) : this.existing(dueOn);
  }

  /** The reports of one due day without queueing them, for whoever prepares them at once. */
  async ensureDueOn(dueOn: LocalDate): Promise<CountyReport[]> {
    const turn = await this.turnDueOn(dueOn);
    return turn ? this.database.unitOfWork(() => this.ensure(turn), REPORTS_LOCK) : this.existing(dueOn);
  }

  private async turnsAhead(): Promise<PlannedTurn[]> {
    return turnsPlanned(await this.plans.all(), this.clock.today(), HORIZON_DAYS, await this.openedTurnsElsewhere());
  }

  /** Null: opened under an earlier plan, so that its reports stand already. Throws Problem `due-day-unknown`. */
  private async turnDueOn(dueOn: LocalDate): Promise<PlannedTurn | null> {
    const plans = await this.plans.all();
    const opened = await this.openedTurnsElsewhere();
    if (opened.some((turn) => turn.dueOn === dueOn)) return null;
    const [turn] = turnsPlanned(plans, dueOn, 0, opened);
    if (turn) return turn;
    const cycles = planInForce(plans, dueOn)?.cycles ?? [];
    const days = cycles.map(({ dueMonth, dueDay }) => `${dueMonth}月${dueDay}日`).join('、');
    throw new Problem('invalid', 'due-day-unknown', `${dueOn} 不是报送截止日，报送截止日为每年${days}。`);
  }

  /** Opened turns that the plan in force would set otherwise; those that it sets alike may still be completed. */
  private async openedTurnsElsewhere(): Promise<CycleTurn[]> {
    const plans = await this.plans.all();
    return (await this.store.openedTurns()).filter((opened) => {
      const planned = turnsPlanned(plans, opened.dueOn, 0, []);
      return !planned.some(
        (turn) => turn.cycleCode === opened.cycleCode && turn.windowFrom === opened.windowFrom && turn.windowTo === opened.windowTo,
      );
    });
  }

  private async existing(dueOn: LocalDate): Promise<CountyReport[]> {
    return this.store.list(Scope.below(await this.regions.rootCode(), await this.regions.tree()), { from: dueOn, to: dueOn });
  }

  private async queueTurn(turn: PlannedTurn): Promise<CountyReport[]> {
    const reports = await this.ensure(turn);
    const name = `${turn.cycleCode}-${turn.dueOn}`;
    // A turn that a later plan sets otherwise is another one: its jobs must not be taken for those of the earlier plan.
    const suffix = turn.planNumber === 1 ? '' : `-p${turn.planNumber}`;
    await this.queue.enqueue(OPEN_TURN, {
      key: `open-${name}${suffix}`,
      payload: { cycleCode: turn.cycleCode, dueOn: turn.dueOn, planNumber: turn.planNumber },
      runAt: openingTime(turn.dueOn, turn.cycle.openDaysBefore),
    });
    const runAt = preparationTime(turn);
    await this.queue.enqueueAll(
      PREPARE_COUNTY_REPORT,
      reports.map(({ id: reportId, countyCode }) => ({ key: `${name}-${countyCode}${suffix}`, payload: { reportId }, runAt })),
    );
    return reports;
  }

  private async ensure(turn: PlannedTurn): Promise<CountyReport[]> {
    const counties = (await this.regions.tree()).counties(await this.regions.rootCode());
    return this.store.ensure(
      turn,
      owedBy(
        turn.cycle,
        counties.map(({ code }) => code),
      ),
    );
  }
}
