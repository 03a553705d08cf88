import { Injectable } from '@nestjs/common';
import { LookUpDay } from '../calendar/index.js';
import { RegionSource } from '../geography/index.js';
import { addDays, type LocalDate } from '../kernel/index.js';
import { chunks } from '../platform/database/index.js';
import { OutstandingReports, type OutstandingReport } from '../reporting/index.js';
import { dueDayNote, FIRST_REMINDER_DAYS, remindersFor } from './domain/index.js';
import { PeopleToRemind } from './people-to-remind.js';
import { ReminderOutbox, type Collected } from './reminder-outbox.js';
import { ReminderStore } from './reminder.store.js';

/** How messages and the jobs that send them are committed together. */
export type Commit = (work: () => Promise<void>) => Promise<void>;

/** Recipients whose messages are written in one transaction: a province has thousands, and others want to write meanwhile. */
const RECIPIENTS_PER_COMMIT = 100;

/** Writes each recipient's one message of a day in a city, with everything there is to say to them, and queues its sending. */
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
  async run(cityCode: string, day: LocalDate, commit: Commit): Promise<void> {
    const told = await this.store.recipientsOn(day);
    const collected = (await this.collect(cityCode, day)).filter(
      ({ recipient, reminders }) => reminders.length > 0 && !told.has(recipient.key),
    );
    for (const piece of chunks(collected, RECIPIENTS_PER_COMMIT)) {
      await commit(async () => {
        for (const one of piece) await this.outbox.put(day, one);
      });
    }
  }

  private async collect(cityCode: string, today: LocalDate): Promise<Collected[]> {
    const { scope } = await this.people.system(cityCode);
    const owed = await this.reports.dueUntil(scope, addDays(today, FIRST_REMINDER_DAYS));
    const facts = { today, countyName: await this.countyNames(), noteOn: await this.notes(cityCode, owed, today) };
    return (await this.people.all(cityCode)).map((one) => ({ ...one, reminders: remindersFor(one.recipient, owed, facts) }));
  }

  private async countyNames(): Promise<(code: string) => string> {
    const tree = await this.regions.tree();
    return (code) => tree.get(code)?.name ?? code;
  }

  private async notes(cityCode: string, owed: readonly OutstandingReport[], today: LocalDate): Promise<(dueOn: LocalDate) => string> {
    const ahead = [...new Set(owed.map(({ dueOn }) => dueOn))].filter((dueOn) => dueOn >= today);
    const calendar = await this.calendar.around(cityCode, ahead);
    return (dueOn) => dueDayNote(calendar, dueOn);
  }
}
