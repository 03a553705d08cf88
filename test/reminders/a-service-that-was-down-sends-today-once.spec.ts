import { describeDatabases } from '../support/services.js';
import { reminderWorld } from './world.js';

await describeDatabases('a service that was down', (kind) => {
  const world = reminderWorld(kind);
  beforeAll(async () => {
    await world().user('clerk');
  });
  const days = async () => (await world().messages()).map(({ day }) => day);

  it('from 4 to 7 June sends the message of the 7th, once, and none of the days it missed', async () => {
    await world().report('2026-06-05');
    world().clock.set('2026-06-03', 20);
    await world().pass();
    await world().passOn('2026-06-07');
    await world().pass();
    expect(await days()).toEqual(['2026-06-07']);
    expect(world().smtp.mails.map(({ text }) => text)).toEqual([expect.stringContaining('已逾期 2 天')]);
    const collected = await world().jobs('reminders.collect');
    expect(collected.map(({ key, state }) => [key, state])).toEqual(
      expect.arrayContaining([
        ['2026-06-04-150800', 'done'],
        ['2026-06-07-150800', 'done'],
      ]),
    );
  });

  it('at 08:30 makes up for it as soon as it is back that day', async () => {
    await world().report('2026-06-05');
    world().clock.set('2026-06-05', 22);
    await world().pass();
    expect(await days()).toEqual(['2026-06-05']);
  });

  it('waits until 08:30 in Asia/Shanghai', async () => {
    await world().report('2026-06-05');
    world().clock.set('2026-06-05', 8.49);
    await world().pass();
    expect(await days()).toEqual([]);
    world().clock.set('2026-06-05', 8.5);
    await world().drain();
    expect(await days()).toEqual(['2026-06-05']);
    expect(await world().jobs('reminders.collect')).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: '2026-06-05-150800', late: false })]),
    );
  });

  it('does not send yesterday’s message that a mail server refused until midnight', async () => {
    await world().report('2026-06-05');
    world().smtp.mood = 'refuse-message';
    world().clock.set('2026-06-05', 23.9);
    await world().pass();
    world().smtp.mood = 'accept';
    world().clock.set('2026-06-06', 0.5);
    await world().pass();
    expect(world().smtp.mails).toEqual([]);
    expect(await world().deliveries()).toEqual([{ state: 'dropped', errorCode: null }]);
    await world().passOn('2026-06-06');
    expect(world().smtp.mails.map(({ text }) => text)).toEqual([expect.stringContaining('已逾期 1 天')]);
  });
});
