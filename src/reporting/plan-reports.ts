import { Injectable } from '@nestjs/common';
import { Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { Problem, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobPlanner, JobQueue } from '../platform/jobs/index.js';
import { CyclePlanStore } from './cycle-plan.store.js';
import {
  openingTime,
  owedBy,
  planInForce,
  preparationTime,
  turnsPlanned,
  type CyclePlan,
  type CycleTurn,
  type PlannedTurn,
} from './domain/index.js';
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
    for (const city of await this.regions.cityCodes())
      for (const turn of await this.turnsAhead(city)) await this.database.unitOfWork(() => this.queueTurn(city, turn), REPORTS_LOCK);
  }

  /** Everything of a city anew, in the caller's unit of work: the plan has changed. */
  async planAgain(cityCode: string): Promise<void> {
    for (const turn of await this.turnsAhead(cityCode)) await this.queueTurn(cityCode, turn);
  }

  /** A city's reports of one due day, queued where they were not. Refused where no cycle is due on that day. */
  async planDueOn(cityCode: string, dueOn: LocalDate): Promise<CountyReport[]> {
    const turn = await this.turnDueOn(cityCode, dueOn);
    return turn ? this.database.unitOfWork(() => this.queueTurn(cityCode, turn), REPORTS_LOCK) : this.existing(cityCode, dueOn);
  }

  /** A city's reports of one due day without queueing them, for whoever prepares them at once. */
  async ensureDueOn(cityCode: string, dueOn: LocalDate): Promise<CountyReport[]> {
    const turn = await this.turnDueOn(cityCode, dueOn);
    return turn ? this.database.unitOfWork(() => this.ensure(cityCode, turn), REPORTS_LOCK) : this.existing(cityCode, dueOn);
  }

  private async turnsAhead(cityCode: string): Promise<PlannedTurn[]> {
    const plans = await this.plans.of(cityCode);
    return turnsPlanned(plans, this.clock.today(), HORIZON_DAYS, await this.openedTurnsElsewhere(cityCode, plans));
  }

  /** Null: opened under an earlier plan, so that its reports stand already. Throws Problem `due-day-unknown`. */
  private async turnDueOn(cityCode: string, dueOn: LocalDate): Promise<PlannedTurn | null> {
    const plans = await this.plans.of(cityCode);
    const opened = await this.openedTurnsElsewhere(cityCode, plans);
    if (opened.some((turn) => turn.dueOn === dueOn)) return null;
    const [turn] = turnsPlanned(plans, dueOn, 0, opened);
    if (turn) return turn;
    const cycles = planInForce(plans, dueOn)?.cycles ?? [];
    const days = cycles.map(({ dueMonth, dueDay }) => `${dueMonth}月${dueDay}日`).join('、');
    throw new Problem('invalid', 'due-day-unknown', `${dueOn} 不是报送截止日，报送截止日为每年${days}。`);
  }

  /** Opened turns that the plan in force would set otherwise; those that it sets alike may still be completed. */
  private async openedTurnsElsewhere(cityCode: string, plans: readonly CyclePlan[]): Promise<CycleTurn[]> {
    return (await this.store.openedTurns(await this.scopeOf(cityCode))).filter((opened) => {
      const planned = turnsPlanned(plans, opened.dueOn, 0, []);
      return !planned.some(
        (turn) => turn.cycleCode === opened.cycleCode && turn.windowFrom === opened.windowFrom && turn.windowTo === opened.windowTo,
      );
    });
  }

  private async existing(cityCode: string, dueOn: LocalDate): Promise<CountyReport[]> {
    return this.store.list(await this.scopeOf(cityCode), { from: dueOn, to: dueOn });
  }

  private async scopeOf(cityCode: string): Promise<Scope> {
    return Scope.below(cityCode, await this.regions.tree());
  }

  private async queueTurn(cityCode: string, turn: PlannedTurn): Promise<CountyReport[]> {
    const reports = await this.ensure(cityCode, turn);
    const name = `${turn.cycleCode}-${turn.dueOn}`;
    // A turn that a later plan sets otherwise is another one: its jobs must not be taken for those of the earlier plan.
    const suffix = turn.planNumber === 1 ? '' : `-p${turn.planNumber}`;
    await this.queue.enqueue(OPEN_TURN, {
      key: `open-${name}-${cityCode}${suffix}`,
      owner: cityCode,
      payload: { cycleCode: turn.cycleCode, dueOn: turn.dueOn, planNumber: turn.planNumber, cityCode },
      runAt: openingTime(turn.dueOn, turn.cycle.openDaysBefore),
    });
    const runAt = preparationTime(turn);
    await this.queue.enqueueAll(
      PREPARE_COUNTY_REPORT,
      reports.map(({ id: reportId, countyCode }) => ({
        key: `${name}-${countyCode}${suffix}`,
        owner: countyCode,
        payload: { reportId },
        runAt,
      })),
    );
    return reports;
  }

  private async ensure(cityCode: string, turn: PlannedTurn): Promise<CountyReport[]> {
    const { countyCodes } = await this.scopeOf(cityCode);
    return this.store.ensure(turn, owedBy(turn.cycle, countyCodes));
  }
}
