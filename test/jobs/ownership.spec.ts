import { Problem } from '../../src/kernel/index.js';
import { LeaseLost, type Job, type JobContext } from '../../src/platform/jobs/index.js';
import { counted, describeContract, inState, QUIET_MS } from './contract.js';
import { BRIEF, latch, ONCE, pause, PROBE, until, type Behaviour, type JobsApp, OWNER } from './world.js';

await describeContract('jobs in several hands', (world) => {
  describe('owning a job', () => {
    /** A process that only enqueues, so that claims can be made by hand. */
    const idle = async () => {
      const app = await world().start(async () => undefined, { role: 'web' });
      const job = async (key: string): Promise<Job> => (await app.job(key)) ?? Promise.reject(new Error(`No job ${key}.`));
      return { ledger: app.ledger, store: app.store, job, enqueue: (key: string) => app.enqueue(PROBE, key) };
    };

    it('lets another worker take over when the lease is over, and refuses the late results of the first', async () => {
      const [firstMayWrite, firstIsRefused, secondRuns] = [latch(), latch(), latch()];
      let refusal: unknown;
      const write = (app: JobsApp, context: JobContext, key: string): Promise<void> =>
        context.fenced(() => app.queue.enqueue(PROBE, { owner: OWNER, key, payload: { id: 1 }, runAt: world().clock.in(1e6) }));
      const first = await world().start(
        async (_payload, context, app) => {
          await firstMayWrite.opened;
          await write(app, context, 'effect-of-first').catch((error: unknown) => (refusal = error));
          firstIsRefused.open();
        },
        { concurrency: 1 },
      );
      await first.enqueue(PROBE, 'a');
      await inState(first, 'a', 'running');
      const second = await world().start(
        async (_payload, context, app) => {
          secondRuns.open();
          await firstIsRefused.opened;
          await pause(QUIET_MS);
          await write(app, context, 'effect-of-second');
        },
        { database: world().peerDatabase },
      );
      world().clock.advance(60);
      await second.reconciler.reconcile();
      await secondRuns.opened;
      firstMayWrite.open();
      await inState(first, 'a', 'done');
      expect(refusal).toBeInstanceOf(LeaseLost);
      expect(await first.job('effect-of-first')).toBeNull();
      expect(await first.job('effect-of-second')).not.toBeNull();
      expect(await first.job('a')).toMatchObject({ epoch: 2, attempts: 2 });
    });

    it('does not take over before the lease is over', async () => {
      const hang = latch();
      const { runs, behaviour } = counted(() => hang.opened);
      const first = await world().start(behaviour, { concurrency: 1 });
      await first.enqueue(PROBE, 'a');
      await inState(first, 'a', 'running');
      const second = await world().start(behaviour, { database: world().peerDatabase });
      world().clock.advance(59.999);
      await second.reconciler.reconcile();
      await pause(QUIET_MS);
      hang.open();
      await inState(first, 'a', 'done');
      expect(runs).toEqual(['a']);
    });

    it('does not claim what has changed since it was looked at', async () => {
      const { ledger, store, enqueue, job } = await idle();
      const failure = { code: 'x', message: 'x', permanent: false };
      await enqueue('cancelled');
      const seen = await job('cancelled');
      await store.cancel(seen.id, seen.epoch, [OWNER]);
      expect(await ledger.take(seen, 'slow', 60)).toBeUndefined();
      await enqueue('failed meanwhile');
      const stale = await job('failed meanwhile');
      const claim = await ledger.take(stale, 'fast', 60);
      expect(claim?.epoch).toBe(1);
      if (claim) await ledger.retryLater(claim, stale.dueAt, failure);
      expect(await ledger.take(stale, 'slow', 60)).toBeUndefined();
      expect(await job('failed meanwhile')).toMatchObject({ state: 'queued', epoch: 1, worker: 'fast' });
    });

    it('keeps the job through a unit of work that outlasts the lease', async () => {
      const [begun, hang] = [latch(), latch()];
      const { runs, behaviour } = counted(async (_payload, context) => {
        await context.fenced(async () => {
          begun.open();
          await hang.opened;
        });
      });
      const app = await world().start(behaviour, { concurrency: 1 });
      await app.enqueue(PROBE, 'a');
      await begun.opened;
      world().clock.advance(120);
      const other = await world().start(behaviour, { database: world().peerDatabase });
      await other.reconciler.reconcile();
      await pause(QUIET_MS);
      hang.open();
      await inState(app, 'a', 'done');
      expect(runs).toEqual(['a']);
      expect(await app.job('a')).toMatchObject({ epoch: 1, attempts: 1 });
    });

    it('gives up a job whose last attempt never came back', async () => {
      const hang = latch();
      const { runs, behaviour } = counted(() => hang.opened);
      const app = await world().start(behaviour);
      await app.enqueue(ONCE, 'a');
      await inState(app, 'a', 'running');
      world().clock.advance(60);
      const other = await world().start(behaviour, { database: world().peerDatabase });
      await other.reconciler.reconcile();
      await inState(app, 'a', 'dead');
      hang.open();
      await pause(QUIET_MS);
      expect(runs).toEqual(['a']);
      expect(await app.job('a')).toMatchObject({ state: 'dead', errorCode: 'lease-expired' });
    });

    it('keeps the lease of a long run by heartbeats', async () => {
      const hang = latch();
      const { runs, behaviour } = counted(() => hang.opened);
      const app = await world().start(behaviour);
      await app.enqueue(BRIEF, 'a');
      await inState(app, 'a', 'running');
      for (let beat = 0; beat < 3; beat += 1) {
        world().clock.advance(0.9);
        await until('a heartbeat came', async () => (await app.job('a'))?.leaseUntil?.getTime() === world().clock.in(1).getTime());
        await app.reconciler.reconcile();
      }
      hang.open();
      await inState(app, 'a', 'done');
      expect(runs).toEqual(['a']);
    });

    it('never has two workers run the same job', async () => {
      const { runs, behaviour } = counted(() => pause(5));
      const app = await world().start(behaviour);
      const peer = await world().start(behaviour, { database: world().peerDatabase });
      const keys = Array.from({ length: 24 }, (_, index) => `job-${String(index).padStart(2, '0')}`);
      await Promise.all(keys.map((key, index) => (index % 2 === 0 ? app : peer).enqueue(PROBE, key)));
      await Promise.all([app.reconciler.reconcile(), peer.reconciler.reconcile()]);
      await until(
        'all jobs are done',
        async () => (await app.store.list({ owners: [OWNER], state: 'done', limit: 100 })).length === keys.length,
      );
      expect(runs.toSorted()).toEqual(keys);
      expect((await app.store.list({ owners: [OWNER], limit: 100 })).map((job) => job.epoch)).toEqual(keys.map(() => 1));
    });

    it('commits fenced work while it owns the job, and rolls it back when the work fails', async () => {
      const app = await world().start(async (_payload, context, { queue }) => {
        if (context.key !== 'a') return;
        await context.fenced(() => queue.enqueue(PROBE, { owner: OWNER, key: 'kept', payload: { id: 1 } }));
        await context.fenced(async () => {
          await queue.enqueue(PROBE, { owner: OWNER, key: 'undone', payload: { id: 1 } });
          throw new Problem('invalid', 'stop', '停止。');
        });
      });
      await app.enqueue(PROBE, 'a');
      await inState(app, 'a', 'failed');
      await inState(app, 'kept', 'done');
      expect(await app.job('undone')).toBeNull();
    });

    it('shows progress while it runs', async () => {
      const hang = latch();
      const app = await world().start(async (_payload, context) => {
        await context.progress(39.6, '已处理 396 行');
        await hang.opened;
      });
      await app.enqueue(PROBE, 'a');
      await until('progress shows', async () => (await app.job('a'))?.progress === 40);
      expect(await app.job('a')).toMatchObject({ state: 'running', note: '已处理 396 行' });
      hang.open();
      await inState(app, 'a', 'done');
    });
  });

  describe('stopping', () => {
    /** An application in whose handler `a` has begun. */
    const busy = async (behaviour: Behaviour): Promise<JobsApp> => {
      const begun = latch();
      const app = await world().start((payload, context, self) => {
        begun.open();
        return behaviour(payload, context, self);
      });
      await app.enqueue(PROBE, 'a');
      await begun.opened;
      return app;
    };

    const aborted = (signal: AbortSignal): Promise<void> => new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

    it('aborts what runs and gives it back without counting the attempt; another process runs it', async () => {
      const { runs, behaviour } = counted();
      const app = await busy(async (_payload, { signal }) => {
        await aborted(signal);
        throw new Error('interrupted');
      });
      await app.close();
      expect(await app.job('a')).toMatchObject({ state: 'queued', attempts: 0, leaseUntil: null, errorCode: null });
      const next = await world().start(behaviour);
      await inState(next, 'a', 'done');
      expect(runs).toEqual(['a']);
    });

    it('lets a handler finish within the grace', async () => {
      const app = await busy(async (_payload, { signal }) => {
        await aborted(signal);
        await pause(100);
      });
      await app.close();
      expect(await app.job('a')).toMatchObject({ state: 'done' });
    });

    it('does not wait for ever for a deaf handler, whose later result is refused', async () => {
      const hang = latch();
      const app = await busy(() => hang.opened);
      const begun = Date.now();
      await app.close();
      expect(Date.now() - begun).toBeLessThan(2500);
      hang.open();
      await pause(50);
      expect(await app.job('a')).toMatchObject({ state: 'queued', attempts: 0 });
    });
  });
});
