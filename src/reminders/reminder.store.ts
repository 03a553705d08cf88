import type { LocalDate } from '../kernel/index.js';
import type { Channel, DeliveryState, Recipient, Reminder } from './domain/index.js';

/** One recipient's message of one day. */
export interface ReminderMessage extends Pick<Recipient, 'userId' | 'regionCode' | 'addressee'> {
  readonly id: number;
  readonly day: LocalDate;
  readonly reminders: readonly Reminder[];
  readonly readAt: Date | null;
  readonly createdAt: Date;
}

export interface NewMessage extends Pick<Recipient, 'key' | 'userId' | 'regionCode' | 'addressee'> {
  readonly day: LocalDate;
  readonly reminders: readonly Reminder[];
  readonly channels: readonly Channel[];
  readonly at: Date;
}

export interface Delivery {
  readonly message: ReminderMessage;
  readonly channel: Channel;
  readonly state: DeliveryState;
}

export interface DeliveryStep {
  readonly from: DeliveryState;
  readonly to: DeliveryState;
  readonly errorCode: string | null;
  readonly at: Date;
}

export interface MessageFilter {
  readonly unreadOnly: boolean;
  /** Keyset paging: the last id of the page before. */
  readonly beforeId?: number | undefined;
  readonly limit: number;
}

/** Where messages and their deliveries are kept. Writing needs a unit of work. */
export abstract class ReminderStore {
  /** Keys of the recipients who have their message of a day. */
  abstract recipientsOn(day: LocalDate): Promise<ReadonlySet<string>>;
  /** Returns the message's id. Fails where the recipient has a message of the day. */
  abstract add(message: NewMessage): Promise<number>;
  /** A person's own, the newest first. */
  abstract messagesOf(userId: number, filter: MessageFilter): Promise<ReminderMessage[]>;
  abstract unreadOf(userId: number): Promise<number>;
  /** Marks a message as read, once; false where the person has no such message. */
  abstract markRead(userId: number, id: number, at: Date): Promise<boolean>;
  abstract delivery(messageId: number, channel: Channel): Promise<Delivery | undefined>;
  /** False where the delivery is not in the state that the step begins from. */
  abstract move(messageId: number, channel: Channel, step: DeliveryStep): Promise<boolean>;
}
