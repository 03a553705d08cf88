import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { CalendarModule } from '../calendar/index.js';
import { OutstandingReportsModule } from '../reporting/index.js';
import { ChannelGaps } from './channel-gaps.js';
import { EmailChannel } from './channels/email-channel.js';
import { WebhookChannel } from './channels/webhook-channel.js';
import { CollectReminders } from './collect-reminders.js';
import { CollectRemindersJob } from './collect-reminders.job.js';
import { Departures } from './departures.js';
import { MessagesController } from './messages.controller.js';
import { Organisations } from './organisations.js';
import { PeopleToRemind } from './people-to-remind.js';
import { PlanReminders } from './plan-reminders.js';
import { ReminderOutbox } from './reminder-outbox.js';
import { ReminderStore } from './reminder.store.js';
import { RemindersController } from './reminders.controller.js';
import { SendReminder } from './send-reminder.js';
import { SendReminderJob } from './send-reminder.job.js';
import { TypeOrmReminderStore } from './typeorm/reminder.store.typeorm.js';
import { TypeOrmWebhookStore } from './typeorm/webhook.store.typeorm.js';
import { WebhookStore } from './webhook.store.js';

@Module({
  imports: [AccessModule, CalendarModule, OutstandingReportsModule],
  controllers: [MessagesController, RemindersController],
  providers: [
    { provide: ReminderStore, useClass: TypeOrmReminderStore },
    { provide: WebhookStore, useClass: TypeOrmWebhookStore },
    EmailChannel,
    WebhookChannel,
    Organisations,
    PeopleToRemind,
    ChannelGaps,
    CollectReminders,
    ReminderOutbox,
    CollectRemindersJob,
    Departures,
    SendReminder,
    SendReminderJob,
    PlanReminders,
  ],
})
export class RemindersModule {}
