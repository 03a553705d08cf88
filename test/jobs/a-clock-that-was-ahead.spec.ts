import { counted, describeContract, inState } from './contract.js';
import { BRIEF, PROBE, until, type JobsApp } from './world.js';

const DAY = 86_400;

await describeContract('jobs and a clock that is set', (world) => {
  /** Claimed by a worker of which nobody hears any more. */
  async function leftBehind(app: JobsApp, key: string): Promise<void> {
    const seen = await app.job(key);
    if (!seen) throw new Error(`There is no job ${key}.`);
    await app.ledger.take(seen, 'dead', seen.name === BRIEF.name ? BRIEF.leaseSeconds : PROBE.leaseSeconds);
  }

  it('do not stay with a worker that died while the clock was a day ahead', async () => {
    const { runs, behaviour } = counted();
    const web = await world().start(behaviour, { role: 'web' });
    world().clock.advance(DAY);
    await web.enqueue(PROBE, 'a');
    await leftBehind(web, 'a');
    world().clock.advance(-DAY);
    const app = await world().start(behaviour);
    await until('the lease begins anew', async () => (await app.job('a'))?.leaseUntil?.getTime() === world().clock.in(60).getTime());
    expect(runs).toEqual([]);
    world().clock.advance(60);
    await app.reconciler.reconcile();
    await inState(app, 'a', 'done');
    expect(await app.job('a')).toMatchObject({ epoch: 2, attempts: 2 });
  });

  it('do not wait a day for a retry that was put off while the clock was a day ahead', async () => {
    let broken = true;
    const { runs, behaviour } = counted(async () => {
      if (broken) throw new Error('no');
    });
    const app = await world().start(behaviour);
    await app.enqueue(PROBE, 'a', { runAt: world().clock.in(DAY / 2) });
    world().clock.advance(DAY);
    await until('the attempt has failed', async () => (await app.job('a'))?.errorCode === 'Error');
    broken = false;
    world().clock.advance(-DAY);
    await app.reconciler.reconcile();
    await until(
      'it waits for its time',
      async () =>
        (await app.job('a'))?.dueAt.getTime() ===
        world()
          .clock.in(DAY / 2)
          .getTime(),
    );
    world().clock.advance(DAY / 2);
    await inState(app, 'a', 'done');
    expect(runs).toEqual(['a', 'a']);
  });

  it('do not wait a day where they were asked for at once while the clock was a day ahead', async () => {
    const { runs, behaviour } = counted();
    const web = await world().start(behaviour, { role: 'web' });
    world().clock.advance(DAY);
    await web.enqueue(PROBE, 'a');
    world().clock.advance(-DAY);
    const app = await world().start(behaviour);
    await inState(app, 'a', 'done');
    expect(runs).toEqual(['a']);
  });

  it('that were put off by an ordinary back-off, or until their time, stay so when a process starts', async () => {
    const { runs, behaviour } = counted(() => Promise.reject(new Error('no')));
    const app = await world().start(behaviour);
    await app.enqueue(PROBE, 'later', { runAt: world().clock.in(30 * DAY) });
    await app.enqueue(PROBE, 'a');
    await until('the attempt has failed', async () => (await app.job('a'))?.errorCode === 'Error');
    const other = await world().start(behaviour, { database: world().peerDatabase });
    await other.reconciler.reconcile();
    expect((await app.job('a'))?.dueAt).toEqual(world().clock.in(30));
    expect((await app.job('later'))?.dueAt).toEqual(world().clock.in(30 * DAY));
    expect(runs).toEqual(['a']);
  });

  it('are begun at once when the clock jumps over their time', async () => {
    const { runs, behaviour } = counted();
    const app = await world().start(behaviour);
    await app.enqueue(PROBE, 'a', { runAt: world().clock.in(DAY) });
    world().clock.advance(DAY);
    await inState(app, 'a', 'done');
    expect(runs).toEqual(['a']);
  });

  it('are taken over when the lease of a worker that died is over, not when somebody looks the next time', async () => {
    const { runs, behaviour } = counted();
    const web = await world().start(behaviour, { role: 'web' });
    await web.enqueue(BRIEF, 'a');
    await leftBehind(web, 'a');
    const app = await world().start(behaviour);
    await app.reconciler.reconcile();
    world().clock.advance(1);
    await inState(app, 'a', 'done');
    expect(runs).toEqual(['a']);
  });
});
