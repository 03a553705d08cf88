import { Entity, Index, Unique } from 'typeorm';
import {
  DayColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  LongTextColumn,
  SealedColumn,
  TextColumn,
} from '../../platform/database/index.js';
import type { WebhookFormat } from '../../platform/config/config.js';
import type { Channel, DeliveryState } from '../domain/index.js';

@Entity('reminder_message')
@Unique('uq_reminder_message', ['recipient', 'day'])
@Index('ix_reminder_message_user', ['userId'])
export class ReminderMessageEntity {
  @IdColumn() id: number;
  /** `user:12` or `region:150821`: one message per day each. */
  @TextColumn(20) recipient: string;
  @IntColumn({ nullable: true }) userId: number | null;
  @TextColumn(12) regionCode: string;
  @TextColumn(60) addressee: string;
  @DayColumn() day: string;
  /** JSON of `Reminder[]`: the words are made from it when they are read or sent. */
  @LongTextColumn() reminders: string;
  @InstantColumn({ nullable: true }) readAt: Date | null;
  @InstantColumn() createdAt: Date;
}

@Entity('reminder_delivery')
@Unique('uq_reminder_delivery', ['messageId', 'channel'])
export class ReminderDeliveryEntity {
  @IdColumn() id: number;
  @IntColumn() messageId: number;
  @TextColumn(10) channel: Channel;
  @TextColumn(10) state: DeliveryState;
  @TextColumn(60, { nullable: true }) errorCode: string | null;
  @InstantColumn() changedAt: Date;
}

@Entity('organisation_webhook')
export class OrganisationWebhookEntity {
  @KeyColumn(12) regionCode: string;
  @TextColumn(10) format: WebhookFormat;
  /** The address holds the robot's secret. */
  @SealedColumn() sealedUrl: string;
  @IntColumn() version: number;
  @InstantColumn() setAt: Date;
}
