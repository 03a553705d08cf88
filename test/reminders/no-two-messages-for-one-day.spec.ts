import fc from 'fast-check';
import { describeDatabases } from '../support/services.js';
import { reminderWorld } from './world.js';

const DAY_HOURS = 24;

// Some hundred days are lived through, each with real mail.
import.meta.jest.setTimeout(240_000);

/** An hour or a day, both ways; what a wrong clock, a time server and a restored machine do. */
const jump = fc.oneof(fc.constantFrom(-24, -1, 1, 24, 12), fc.integer({ min: -3 * DAY_HOURS, max: 4 * DAY_HOURS }));

await describeDatabases('whatever the clock does around 5 June', (kind) => {
  const world = reminderWorld(kind);
  beforeAll(async () => {
    await world().user('clerk');
    await world().user('reviewer', { role: 'municipal-reviewer', regionCode: '150800' });
    const setting = { regionCode: '150821', url: world().robot.url('/wuyuan'), format: 'wecom', version: 0 } as const;
    await world().organisations.set(world().system, setting);
  });

  it('nobody gets two messages for one day on a channel', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(jump, { minLength: 1, maxLength: 12 }), fc.boolean(), async (jumps, flaky) => {
        await world().clear();
        await world().report('2026-06-05');
        await world().report('2026-06-05', '150802');
        world().clock.set('2026-06-04', 20);
        for (const [step, hours] of jumps.entries()) {
          world().smtp.mood = flaky && step % 2 === 0 ? 'refuse-message' : 'accept';
          world().clock.jump(hours);
          await world().pass();
        }
        const written = (await world().messages()).map(({ recipient, day }) => `${recipient} ${day}`);
        expect(new Set(written).size).toBe(written.length);
        const mailed = world().smtp.mails.map(({ headers }) => headers.get('message-id'));
        expect(new Set(mailed).size).toBe(mailed.length);
        const days = new Set((await world().messages()).map(({ day }) => day));
        for (const address of ['clerk@example.cn', 'reviewer@example.cn'])
          expect(world().smtp.to(address).length).toBeLessThanOrEqual(days.size);
        expect(world().robot.posts.length).toBeLessThanOrEqual(days.size);
      }),
      { numRuns: 20 },
    );
  });

  it('and back across 5 June each day that was lived through has its message, once', async () => {
    await world().report('2026-06-05');
    for (const day of ['2026-06-04', '2026-06-05', '2026-06-06', '2026-06-05', '2026-06-04', '2026-06-05', '2026-06-06', '2026-06-07'])
      await world().passOn(day);
    expect(
      world()
        .smtp.to('clerk@example.cn')
        .map(({ headers }) => headers.get('message-id')?.slice(1, 20)),
    ).toEqual(['reminder-2026-06-04', 'reminder-2026-06-05', 'reminder-2026-06-06', 'reminder-2026-06-07']);
    expect(world().robot.posts).toHaveLength(4);
  });
});
