import { counted, describeContract, inState, QUIET_MS } from './contract.js';
import type { Job } from '../../src/platform/jobs/index.js';
import { BRIEF, latch, ONCE, pause, Planner, PROBE, type JobsApp, OWNER } from './world.js';

const found = async (app: JobsApp, key: string): Promise<Job> =>
  (await app.job(key)) ?? Promise.reject(new Error(`There is no job ${key}.`));

await describeContract('jobs in operation', (world) => {
  describe('starting', () => {
    it.each([
      ['job-unknown', '认识', [ONCE]],
      ['job-defined-twice', '两次', [PROBE, PROBE]],
    ])('is refused with %s', async (code, message, definitions) => {
      const app = await world().start(async () => undefined, { role: 'web' });
      await app.enqueue(PROBE, 'a');
      const start = world().start(async () => undefined, { definitions });
      await expect(start).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    });

    it('with role web only enqueues; a worker runs the jobs', async () => {
      const { runs, behaviour } = counted();
      const web = await world().start(behaviour, { role: 'web' });
      await web.enqueue(PROBE, 'a');
      await pause(QUIET_MS);
      expect(runs).toEqual([]);
      const worker = await world().start(behaviour, { role: 'worker', database: world().peerDatabase });
      await inState(worker, 'a', 'done');
      expect(runs).toEqual(['a']);
    });

    it('plans before it relays, again every hour, and each planned job once', async () => {
      let plans = 0;
      const { runs, behaviour } = counted();
      const planner = new Planner(async () => {
        plans += 1;
        await world().database.unitOfWork(() => app.queue.enqueue(PROBE, { owner: OWNER, key: 'planned', payload: { id: 1 } }));
      });
      const failing = new Planner(() => Promise.reject(new Error('this one fails')));
      const app: JobsApp = await world().start(behaviour, { planners: [failing, planner], role: 'web' });
      expect(plans).toBe(0);
      const counts = await app.reconciler.runDueNow();
      await app.reconciler.runDueNow();
      expect(counts).toMatchObject({ done: 1, failed: 0 });
      expect(plans).toBe(2);
      expect(runs).toEqual(['planned']);
    });
  });

  describe('the administrator', () => {
    it('lists the newest first, by state and name, page by page', async () => {
      const app = await world().start(async () => undefined, { role: 'web' });
      for (const key of ['a', 'b', 'c']) await app.enqueue(PROBE, key);
      await app.enqueue(ONCE, 'd');
      const keys = async (filter: Omit<Parameters<typeof app.store.list>[0], 'owners'>): Promise<string[]> =>
        (await app.store.list({ owners: [OWNER], ...filter })).map((job) => job.key);
      expect(await keys({ limit: 10 })).toEqual(['d', 'c', 'b', 'a']);
      expect(await keys({ name: PROBE.name, state: 'queued', limit: 2 })).toEqual(['c', 'b']);
      expect(await keys({ name: PROBE.name, beforeId: (await app.job('b'))?.id ?? 0, limit: 2 })).toEqual(['a']);
      expect(await keys({ state: 'dead', limit: 10 })).toEqual([]);
      await expect(app.store.get(0, [OWNER])).rejects.toMatchObject({ kind: 'not-found' });
    });

    it('cancels a job that waits, and takes one that runs from its worker', async () => {
      const hang = latch();
      const { runs, behaviour } = counted(() => hang.opened);
      const app = await world().start(behaviour);
      await app.enqueue(PROBE, 'waits', { runAt: world().clock.in(60) });
      await app.enqueue(PROBE, 'runs');
      await inState(app, 'runs', 'running');
      for (const key of ['waits', 'runs']) {
        const { id, epoch } = await found(app, key);
        await app.store.cancel(id, epoch, [OWNER]);
      }
      hang.open();
      world().clock.advance(60);
      await app.reconciler.reconcile();
      await pause(QUIET_MS);
      expect(runs).toEqual(['runs']);
      expect(await app.job('runs')).toMatchObject({ state: 'cancelled' });
      expect(await app.job('waits')).toMatchObject({ state: 'cancelled' });
    });

    it('cannot cancel or repeat a job that is done', async () => {
      const app = await world().start(async () => undefined);
      await app.enqueue(PROBE, 'a');
      await inState(app, 'a', 'done');
      const { id, epoch } = await found(app, 'a');
      await expect(app.store.cancel(id, epoch, [OWNER])).rejects.toMatchObject({ code: 'job-not-cancellable' });
      await expect(app.store.retry(id, epoch, [OWNER])).rejects.toMatchObject({ code: 'job-not-retriable' });
    });

    it('decides about a job as it was seen: a worker that took it since makes the decision stale', async () => {
      const hang = latch();
      const app = await world().start(() => hang.opened);
      await app.enqueue(PROBE, 'a');
      await inState(app, 'a', 'running');
      const { id, epoch } = await found(app, 'a');
      const stale = { code: 'stale-version', kind: 'conflict', details: { current: { version: epoch, state: 'running' } } };
      await expect(app.store.cancel(id, epoch - 1, [OWNER])).rejects.toMatchObject(stale);
      await expect(app.store.retry(id, epoch - 1, [OWNER])).rejects.toMatchObject(stale);
      expect(await app.job('a')).toMatchObject({ state: 'running' });
      hang.open();
      await inState(app, 'a', 'done');
    });

    it('sends a job that is dead round again, once, with all its attempts', async () => {
      let broken = true;
      const { runs, behaviour } = counted(async () => {
        if (broken) throw new Error('no');
      });
      const app = await world().start(behaviour);
      await app.enqueue(ONCE, 'a');
      await inState(app, 'a', 'dead');
      broken = false;
      const { id, epoch } = await found(app, 'a');
      const twice = await Promise.allSettled([app.store.retry(id, epoch, [OWNER]), app.store.retry(id, epoch, [OWNER])]);
      expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      await inState(app, 'a', 'done');
      await pause(QUIET_MS);
      expect(runs).toEqual(['a', 'a']);
      expect(await app.job('a')).toMatchObject({ attempts: 1, errorCode: null });
    });

    it('lets a job that was cancelled before its time wait for it again', async () => {
      const { runs, behaviour } = counted();
      const app = await world().start(behaviour);
      const runAt = world().clock.in(600);
      await app.enqueue(PROBE, 'a', { runAt });
      const { id, epoch } = await found(app, 'a');
      await app.store.cancel(id, epoch, [OWNER]);
      expect(await app.store.retry(id, epoch, [OWNER])).toMatchObject({ state: 'queued', dueAt: runAt });
      await app.reconciler.reconcile();
      await pause(QUIET_MS);
      expect(runs).toEqual([]);
      world().clock.advance(600);
      await app.reconciler.reconcile();
      await inState(app, 'a', 'done');
    });

    it('tells the handler of a cancelled job at its next heartbeat', async () => {
      const told = latch();
      const app = await world().start(async (_payload, { signal }) => {
        signal.addEventListener('abort', () => told.open());
        await told.opened;
      });
      await app.enqueue(BRIEF, 'a');
      await inState(app, 'a', 'running');
      const { id, epoch } = await found(app, 'a');
      await app.store.cancel(id, epoch, [OWNER]);
      await told.opened;
      expect(await app.job('a')).toMatchObject({ state: 'cancelled', leaseUntil: null });
    });
  });
});
