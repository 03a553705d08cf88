import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Departures } from './departures.js';
import type { Channel, DeliveryState, SendOutcome } from './domain/index.js';
import { ReminderStore } from './reminder.store.js';

type Fenced = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Sends a message on a channel, at most once: that it is being sent is committed before the network is asked, so that an attempt which
 * was cut off is known as such and not repeated. Nothing leaves where the reports were handed in meanwhile, or on another day.
 */
@Injectable()
export class SendReminder {
  constructor(
    private readonly store: ReminderStore,
    private readonly departures: Departures,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `delivery-refused` (kind unavailable: try again), `delivery-refused-for-good` or `delivery-unknown`. */
  async run(messageId: number, channel: Channel, fenced: Fenced): Promise<void> {
    const delivery = await this.store.delivery(messageId, channel);
    if (!delivery) return;
    const move = (from: DeliveryState, to: DeliveryState, errorCode: string | null): Promise<boolean> =>
      fenced(() => this.store.move(messageId, channel, { from, to, errorCode, at: this.clock.now() }));
    // Also where a person retries the job: whether the first message arrived is not known any better then.
    if (delivery.state === 'sending' || delivery.state === 'unknown') {
      await move('sending', 'unknown', 'interrupted');
      throw unknown('interrupted');
    }
    if (delivery.state !== 'waiting') return;
    const departure = await this.departures.of(delivery.message, channel);
    if (!departure) {
      await move('waiting', 'dropped', null);
      return;
    }
    if (await move('waiting', 'sending', null)) await this.settle(await departure(), move);
  }

  private async settle(
    outcome: SendOutcome,
    move: (from: DeliveryState, to: DeliveryState, errorCode: string | null) => Promise<boolean>,
  ): Promise<void> {
    switch (outcome.kind) {
      case 'sent':
        await move('sending', 'sent', null);
        return;
      case 'unknown':
        await move('sending', 'unknown', outcome.code);
        throw unknown(outcome.code);
      case 'refused':
        await move('sending', 'waiting', outcome.code);
        throw outcome.permanent ? refusedForGood(outcome.code) : refused(outcome.code);
    }
  }
}

const refused = (reason: string): Problem =>
  new Problem('unavailable', 'delivery-refused', `提醒未能送出（${reason}），稍后自动重试。`, { reason });

const refusedForGood = (reason: string): Problem =>
  new Problem('invalid', 'delivery-refused-for-good', `提醒被拒收（${reason}），请检查收件邮箱、机器人地址或发送配置后重试本任务。`, {
    reason,
  });

const unknown = (reason: string): Problem =>
  new Problem('invalid', 'delivery-unknown', `提醒发送时连接中断（${reason}），不知是否送达；为免重复，不再发送。`, { reason });
