import { Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { Problem, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobPlanner, JobQueue } from '../platform/jobs/index.js';
import { preparationTime, turnDueOn, turnsDueWithin, type CycleTurn } from './domain/index.js';
import { PREPARE_COUNTY_REPORT } from './prepare-report.job.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';

/** Two turns of each yearly cycle ahead, so that a service that stands still for months has its work queued. */
const HORIZON_DAYS = 400;

/** A county's report of a turn is made once: planning follows planning. */
const REPORTS_LOCK = 'reports';

/** Queues every county's reports: one row and one job per cycle, due day and county, however often it is asked. */
@Injectable()
export class PlanReports extends JobPlanner {
  constructor(
    private readonly store: ReportingStore,
    private readonly regions: RegionSource,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async plan(): Promise<void> {
    if (await this.regions.isEmpty()) return;
    const turns = turnsDueWithin(await this.store.cycles(), this.clock.today(), HORIZON_DAYS);
    for (const turn of turns) await this.queueTurn(turn);
  }

  /** The reports of one due day, queued where they were not. Refused where no cycle is due on that day. */
  async planDueOn(dueOn: LocalDate): Promise<CountyReport[]> {
    return this.queueTurn(await this.turnDueOn(dueOn));
  }

  /** The reports of one due day without queueing them, for whoever prepares them at once. */
  async ensureDueOn(dueOn: LocalDate): Promise<CountyReport[]> {
    const turn = await this.turnDueOn(dueOn);
    return this.database.unitOfWork(() => this.ensure(turn), REPORTS_LOCK);
  }

  private async turnDueOn(dueOn: LocalDate): Promise<CycleTurn> {
    const cycles = await this.store.cycles();
    const turn = turnDueOn(cycles, dueOn);
    if (turn) return turn;
    const days = cycles.map(({ dueMonth, dueDay }) => `${dueMonth}月${dueDay}日`).join('、');
    throw new Problem('invalid', 'due-day-unknown', `${dueOn} 不是报送截止日，报送截止日为每年${days}。`);
  }

  private queueTurn(turn: CycleTurn): Promise<CountyReport[]> {
    return this.database.unitOfWork(async () => {
      const reports = await this.ensure(turn);
      for (const report of reports) {
        await this.queue.enqueue(PREPARE_COUNTY_REPORT, {
          key: `${turn.cycleCode}-${turn.dueOn}-${report.countyCode}`,
          payload: { reportId: report.id },
          runAt: preparationTime(turn),
        });
      }
      return reports;
    }, REPORTS_LOCK);
  }

  private async ensure(turn: CycleTurn): Promise<CountyReport[]> {
    const counties = (await this.regions.tree()).counties(await this.regions.rootCode());
    const reports: CountyReport[] = [];
    for (const { code } of counties) reports.push(await this.store.ensure(turn, code));
    return reports;
  }
}
