import { describeDatabases } from '../support/services.js';
import { reminderWorld } from './world.js';

await describeDatabases('reminders stop at submission', (kind) => {
  const world = reminderWorld(kind);
  beforeAll(async () => {
    await world().user('clerk');
  });

  it('come on the set days before the due day and daily after it, until the report is handed in', async () => {
    const id = await world().report('2026-06-05');
    for (const day of ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06', '2026-06-07'])
      await world().passOn(day);
    await world().setState(id, 'submitted');
    await world().passOn('2026-06-08');
    expect((await world().messages()).map(({ day, kinds }) => [day, ...kinds])).toEqual([
      ['2026-06-02', 'upcoming'],
      ['2026-06-04', 'upcoming'],
      ['2026-06-05', 'due-today'],
      ['2026-06-06', 'overdue'],
      ['2026-06-07', 'overdue'],
    ]);
    expect(world().smtp.to('clerk@example.cn')).toHaveLength(5);
  });

  it.each(['submitted', 'accepted'] as const)('do not come for a report that is %s', async (state) => {
    await world().report('2026-06-05', '150821', state);
    await world().passOn('2026-06-06');
    expect(await world().messages()).toEqual([]);
    expect(world().smtp.attempts).toBe(0);
  });

  it('come again where the report was returned', async () => {
    const id = await world().report('2026-06-05', '150821', 'submitted');
    await world().passOn('2026-06-06');
    await world().setState(id, 'returned');
    await world().passOn('2026-06-07');
    expect((await world().messages()).map(({ day, kinds }) => [day, ...kinds])).toEqual([['2026-06-07', 'overdue']]);
  });

  it('are held back where the report is handed in between collecting and sending', async () => {
    const [handedIn, owed] = [await world().report('2026-06-05'), await world().report('2025-10-10')];
    world().smtp.mood = 'refuse-message';
    await world().passOn('2026-06-06');
    expect(await world().deliveries()).toEqual([{ state: 'waiting', errorCode: 'smtp-451' }]);
    await world().setState(handedIn, 'submitted');
    world().smtp.mood = 'accept';
    world().clock.jump(1);
    await world().pass();
    const [mail] = world().smtp.mails;
    expect(mail?.text).toContain('2025年10月10日');
    expect(mail?.text).not.toContain('2026年6月5日');
    await world().setState(owed, 'accepted');
  });

  it('do not leave at all where everything is handed in by then', async () => {
    const id = await world().report('2026-06-05');
    world().smtp.mood = 'refuse-message';
    await world().passOn('2026-06-06');
    await world().setState(id, 'submitted');
    world().smtp.mood = 'accept';
    world().clock.jump(1);
    await world().pass();
    expect(world().smtp.mails).toEqual([]);
    expect(await world().deliveries()).toEqual([{ state: 'dropped', errorCode: null }]);
  });
});
