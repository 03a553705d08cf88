import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { OutstandingReports } from '../reporting/index.js';
import { EmailChannel } from './channels/email-channel.js';
import { WebhookChannel } from './channels/webhook-channel.js';
import { messageText, type Channel, type MessageText, type SendOutcome } from './domain/index.js';
import { Organisations } from './organisations.js';
import { PeopleToRemind } from './people-to-remind.js';
import type { ReminderMessage } from './reminder.store.js';

/** A message that is ready to go. */
export type Departure = () => Promise<SendOutcome>;

/** Finds whether, and where to, a message still has to go. */
@Injectable()
export class Departures {
  constructor(
    private readonly people: PeopleToRemind,
    private readonly organisations: Organisations,
    private readonly reports: OutstandingReports,
    private readonly email: EmailChannel,
    private readonly webhook: WebhookChannel,
    private readonly clock: Clock,
  ) {}

  /** Undefined where the day is over, everything was handed in, or there is no address any more. */
  async of(message: ReminderMessage, channel: Channel): Promise<Departure | undefined> {
    if (message.day !== this.clock.today()) return undefined;
    const text = await this.currentText(message);
    if (!text) return undefined;
    return channel === 'email' ? this.byEmail(message, text) : this.byWebhook(message, text);
  }

  private async byEmail({ id, day, userId, regionCode }: ReminderMessage, text: MessageText): Promise<Departure | undefined> {
    const to = userId === null ? undefined : await this.people.emailOf(userId, regionCode);
    return to === undefined ? undefined : () => this.email.send({ to, id: `reminder-${day}-${id}`, text });
  }

  private async byWebhook({ regionCode }: ReminderMessage, text: MessageText): Promise<Departure | undefined> {
    const robot = await this.organisations.robotOf(regionCode);
    return robot && (() => this.webhook.send(robot, text));
  }

  /** The message without what was handed in since it was collected. */
  private async currentText({ addressee, regionCode, reminders }: ReminderMessage): Promise<MessageText | undefined> {
    const ids = reminders.map(({ reportId }) => reportId);
    const owed = await this.reports.among((await this.people.system(regionCode)).scope, ids);
    const current = reminders.filter(({ reportId }) => owed.has(reportId));
    return current.length === 0 ? undefined : messageText(addressee, current);
  }
}
