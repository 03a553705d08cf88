import { Injectable } from '@nestjs/common';
import { LookUpDay } from '../calendar/index.js';
import { RegionSource } from '../geography/index.js';
import { addDays, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { chunks } from '../platform/database/index.js';
import { JobQueue } from '../platform/jobs/index.js';
import { OutstandingReports, type OutstandingReport } from '../reporting/index.js';
import { dueDayNote, FIRST_REMINDER_DAYS, remindersFor, type Reminder } from './domain/index.js';
import { PeopleToRemind, type Addressed } from './people-to-remind.js';
import { ReminderStore } from './reminder.store.js';
import { SEND_REMINDER, sendKey } from './send-reminder.job.js';

/** How messages and the jobs that send them are committed together. */
export type Commit = (work: () => Promise<void>) => Promise<void>;

/** Recipients whose messages are written in one transaction: a province has thousands, and others want to write meanwhile. */
const RECIPIENTS_PER_COMMIT = 100;

interface Collected extends Addressed {
  readonly reminders: readonly Reminder[];
}

/** Writes each recipient's one message of a day, with everything there is to say to them, and queues its sending. */
@Injectable()
export class CollectReminders {
  constructor(
    private readonly reports: OutstandingReports,
    private readonly people: PeopleToRemind,
    private readonly calendar: LookUpDay,
    private readonly regions: RegionSource,
    private readonly store: ReminderStore,
    private readonly outbox: ReminderOutbox,
  ) {}

  /** May be repeated: who has the day's message gets no second one. */
  async run(day: LocalDate, commit: Commit): Promise<void> {
    const told = await this.store.recipientsOn(day);
    const collected = (await this.collect(day)).filter(({ recipient, reminders }) => reminders.length > 0 && !told.has(recipient.key));
    for (const piece of chunks(collected, RECIPIENTS_PER_COMMIT)) {
      await commit(async () => {
        for (const one of piece) await this.outbox.put(day, one);
      });
    }
  }

  private async collect(today: LocalDate): Promise<Collected[]> {
    const { scope } = await this.people.system();
    const owed = await this.reports.dueUntil(scope, addDays(today, FIRST_REMINDER_DAYS));
    const facts = { today, countyName: await this.countyNames(), noteOn: await this.notes(owed, today) };
    return (await this.people.all()).map((one) => ({ ...one, reminders: remindersFor(one.recipient, owed, facts) }));
  }

  private async countyNames(): Promise<(code: string) => string> {
    const tree = await this.regions.tree();
    return (code) => tree.get(code)?.name ?? code;
  }

  private async notes(owed: readonly OutstandingReport[], today: LocalDate): Promise<(dueOn: LocalDate) => string> {
    const ahead = [...new Set(owed.map(({ dueOn }) => dueOn))].filter((dueOn) => dueOn >= today);
    const calendar = await this.calendar.around(ahead);
    return (dueOn) => dueDayNote(calendar, dueOn);
  }
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
      await this.queue.enqueue(SEND_REMINDER, { key: sendKey(day, channel, key), payload: { messageId, channel } });
  }
}
