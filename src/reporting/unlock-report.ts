import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobQueue } from '../platform/jobs/index.js';
import { demandReason } from './domain/index.js';
import { END_UNLOCKING } from './end-unlocking.job.js';
import { HoldReport } from './hold-report.js';
import { ReportingStore, type CountyReport } from './reporting.store.js';

const HOUR_MS = 3_600_000;
/** An exception is no state to live in. */
const MAX_HOURS = 31 * 24;

/** Late unlocking: a county may work again on what it has handed in, for some hours. Recorded as the exception that it is. */
@Injectable()
export class UnlockReport {
  constructor(
    private readonly held: HoldReport,
    private readonly store: ReportingStore,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * 已提交 or 已接收 → 填报中, and back when the hours are over and nothing newer was handed in. Throws Problem `right-missing`, `reason-missing`,
   * `unlock-hours-invalid`, `not-found`, `stale-version` or `report-state`.
   */
  async run(principal: Principal, reportId: number, version: number, reason: string, hours: number): Promise<CountyReport> {
    demand(principal, 'report.review');
    const words = demandReason(reason, '解锁报表');
    if (!(hours > 0 && hours <= MAX_HOURS))
      throw new Problem('invalid', 'unlock-hours-invalid', `解锁时长应大于 0 小时、不超过 ${MAX_HOURS} 小时，请修改后重试。`);
    return this.database.unitOfWork(async () => {
      const report = await this.held.forChange(principal, reportId, version, 'unlock');
      const at = this.clock.now();
      const until = new Date(at.getTime() + Math.round(hours * HOUR_MS));
      const fallbackState = report.state === 'accepted' ? 'accepted' : 'submitted';
      const event = { type: 'unlock', reason: words, madeBy: principal.displayName, madeAt: at } as const;
      const changes = { state: 'drafting', unlocking: { at, until, fallbackState } } as const;
      if (!(await this.store.change(report, changes, event))) throw await this.held.stale(report, version);
      this.held.record(principal, 'report.unlocked', report, { after: { state: 'drafting', until: until.toISOString() }, reason: words });
      await this.queue.enqueue(END_UNLOCKING, {
        key: `${reportId}-v${version + 1}`,
        owner: report.countyCode,
        payload: { reportId },
        runAt: until,
      });
      return this.held.find(principal, reportId);
    });
  }
}
