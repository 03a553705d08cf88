import { Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { addDays, startOfShanghaiDay, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobPlanner, JobQueue } from '../platform/jobs/index.js';
import { COLLECT_REMINDERS } from './collect-reminders.job.js';

const COLLECT_AT_MS = 8.5 * 3_600_000;

/** 08:30 Asia/Shanghai, when people come to work. */
const collectAt = (day: LocalDate): Date => new Date(startOfShanghaiDay(day).getTime() + COLLECT_AT_MS);

/** One collecting per day: today's (at once where 08:30 is past) and tomorrow's, so that it begins to the minute. */
@Injectable()
export class PlanReminders extends JobPlanner {
  constructor(
    private readonly regions: RegionSource,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async plan(): Promise<void> {
    if (await this.regions.isEmpty()) return;
    const today = this.clock.today();
    await this.database.unitOfWork(async () => {
      for (const day of [today, addDays(today, 1)])
        await this.queue.enqueue(COLLECT_REMINDERS, { key: day, payload: { day }, runAt: collectAt(day) });
    });
  }
}
