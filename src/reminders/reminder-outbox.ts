import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { JobQueue } from '../platform/jobs/index.js';
import type { Reminder } from './domain/index.js';
import type { Addressed } from './people-to-remind.js';
import { ReminderStore } from './reminder.store.js';
import { SEND_REMINDER, sendKey } from './send-reminder.job.js';

/** What a recipient is told on a day. */
export interface Collected extends Addressed {
  readonly reminders: readonly Reminder[];
}

/** A message and the jobs that send it, in the caller's unit of work. */
@Injectable()
export class ReminderOutbox {
  constructor(
    private readonly store: ReminderStore,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async put(day: LocalDate, { recipient, channels, reminders }: Collected): Promise<void> {
    const { key, userId, regionCode, addressee } = recipient;
    const messageId = await this.store.add({ key, userId, regionCode, addressee, day, reminders, channels, at: this.clock.now() });
    for (const channel of channels)
      await this.queue.enqueue(SEND_REMINDER, { key: sendKey(day, channel, key), owner: regionCode, payload: { messageId, channel } });
  }
}
