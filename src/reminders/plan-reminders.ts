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

/** One collecting per city and day: today's (at once where 08:30 is past) and tomorrow's, so that it begins to the minute. */
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
    const cities = await this.regions.cityCodes();
    if (cities.length === 0) return;
    const today = this.clock.today();
    await this.database.unitOfWork(async () => {
      for (const day of [today, addDays(today, 1)])
        for (const cityCode of cities)
          await this.queue.enqueue(COLLECT_REMINDERS, {
            key: `${day}-${cityCode}`,
            owner: cityCode,
            payload: { day, cityCode },
            runAt: collectAt(day),
          });
    });
  }
}
