import { Injectable } from '@nestjs/common';
import { parseLocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { CollectReminders } from './collect-reminders.js';

interface Payload {
  readonly day: string;
}

export const COLLECT_REMINDERS: JobDefinition<Payload> = {
  name: 'reminders.collect',
  maxAttempts: 10,
  leaseSeconds: 120,
  backoff: { firstSeconds: 10, factor: 2, maxSeconds: 600 },
};

/** Collects the messages of one day, on that day: one that is found later, after the service was down, has nothing to say any more. */
@Injectable()
export class CollectRemindersJob extends JobHandler<Payload> {
  readonly definition = COLLECT_REMINDERS;

  constructor(
    private readonly collect: CollectReminders,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ day: text }: Payload, context: JobContext): Promise<void> {
    const day = parseLocalDate(text);
    if (!day.ok || day.value !== this.clock.today()) return;
    await this.collect.run(day.value, (work) => context.fenced(work));
  }
}
