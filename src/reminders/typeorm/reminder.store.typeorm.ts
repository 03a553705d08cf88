import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { asLocalDate, type LocalDate } from '../../kernel/index.js';
import { Database } from '../../platform/database/index.js';
import type { Channel, Reminder } from '../domain/index.js';
import {
  ReminderStore,
  type Delivery,
  type DeliveryStep,
  type MessageFilter,
  type NewMessage,
  type ReminderMessage,
} from '../reminder.store.js';
import { ReminderDeliveryEntity, ReminderMessageEntity } from './reminder.entities.js';

@Injectable()
export class TypeOrmReminderStore extends ReminderStore {
  constructor(private readonly database: Database) {
    super();
  }

  async recipientsOn(day: LocalDate): Promise<ReadonlySet<string>> {
    const rows = await this.database.reader.find(ReminderMessageEntity, { select: { id: true, recipient: true }, where: { day } });
    return new Set(rows.map(({ recipient }) => recipient));
  }

  async add({ key, channels, at, reminders, ...message }: NewMessage): Promise<number> {
    const { writer } = this.database;
    const row = { ...message, recipient: key, reminders: JSON.stringify(reminders), readAt: null, createdAt: at };
    const { id } = await writer.save(ReminderMessageEntity, row);
    const waiting = channels.map((channel) => ({ messageId: id, channel, state: 'waiting' as const, errorCode: null, changedAt: at }));
    if (waiting.length > 0) await writer.insert(ReminderDeliveryEntity, waiting);
    return id;
  }

  async messagesOf(userId: number, { unreadOnly, beforeId, limit }: MessageFilter): Promise<ReminderMessage[]> {
    const rows = await this.database.reader.find(ReminderMessageEntity, {
      where: { userId, ...(unreadOnly && { readAt: IsNull() }), ...(beforeId !== undefined && { id: LessThan(beforeId) }) },
      order: { id: 'DESC' },
      take: limit,
    });
    return rows.map(toMessage);
  }

  unreadOf(userId: number): Promise<number> {
    return this.database.reader.countBy(ReminderMessageEntity, { userId, readAt: IsNull() });
  }

  async markRead(userId: number, id: number, at: Date): Promise<boolean> {
    await this.database.writer.update(ReminderMessageEntity, { userId, id, readAt: IsNull() }, { readAt: at });
    return this.database.writer.existsBy(ReminderMessageEntity, { userId, id });
  }

  async delivery(messageId: number, channel: Channel): Promise<Delivery | undefined> {
    const { reader } = this.database;
    const delivery = await reader.findOneBy(ReminderDeliveryEntity, { messageId, channel });
    const message = delivery && (await reader.findOneBy(ReminderMessageEntity, { id: messageId }));
    return message ? { message: toMessage(message), channel, state: delivery.state } : undefined;
  }

  async move(messageId: number, channel: Channel, { from, to, errorCode, at }: DeliveryStep): Promise<boolean> {
    const values = { state: to, errorCode, changedAt: at };
    const { affected } = await this.database.writer.update(ReminderDeliveryEntity, { messageId, channel, state: from }, values);
    return affected === 1;
  }
}

const toMessage = ({ recipient: _recipient, day, reminders, ...message }: ReminderMessageEntity): ReminderMessage => ({
  ...message,
  day: asLocalDate(day),
  reminders: JSON.parse(reminders) as Reminder[],
});
