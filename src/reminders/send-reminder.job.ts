import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../kernel/index.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import type { Channel } from './domain/index.js';
import { SendReminder } from './send-reminder.js';

export interface SendPayload {
  readonly messageId: number;
  readonly channel: Channel;
}

/** Eight attempts within some two hours: after that the day's message is given up, tomorrow brings its own. */
export const SEND_REMINDER: JobDefinition<SendPayload> = {
  name: 'reminders.send',
  maxAttempts: 8,
  leaseSeconds: 120,
  backoff: { firstSeconds: 60, factor: 2, maxSeconds: 1800 },
};

/** At most one job per day, channel and recipient, whatever is planned how often. */
export const sendKey = (day: LocalDate, channel: Channel, recipientKey: string): string => `${day}-${channel}-${recipientKey}`;

/** Sends one message on one channel. */
@Injectable()
export class SendReminderJob extends JobHandler<SendPayload> {
  readonly definition = SEND_REMINDER;

  constructor(private readonly send: SendReminder) {
    super();
  }

  run({ messageId, channel }: SendPayload, context: JobContext): Promise<void> {
    return this.send.run(messageId, channel, (work) => context.fenced(work));
  }
}
