import { Injectable } from '@nestjs/common';
import { RegionSource } from '../geography/index.js';
import { parseLocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { CollectReminders } from './collect-reminders.js';

interface Payload {
  readonly day: string;
  /** Absent in what was queued while an installation had one city: then for all there are. */
  readonly cityCode?: string;
}

export const COLLECT_REMINDERS: JobDefinition<Payload> = {
  name: 'reminders.collect',
  maxAttempts: 10,
  leaseSeconds: 120,
  backoff: { firstSeconds: 10, factor: 2, maxSeconds: 600 },
};

/** Collects the messages of one day in a city, on that day: one that is found later, after the service was down, has nothing to say any more. */
@Injectable()
export class CollectRemindersJob extends JobHandler<Payload> {
  readonly definition = COLLECT_REMINDERS;

  constructor(
    private readonly collect: CollectReminders,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ day: text, cityCode }: Payload, context: JobContext): Promise<void> {
    const day = parseLocalDate(text);
    if (!day.ok || day.value !== this.clock.today()) return;
    for (const city of cityCode === undefined ? await this.regions.cityCodes() : [cityCode])
      await this.collect.run(city, day.value, (work) => context.fenced(work));
  }
}
