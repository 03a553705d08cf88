import { Problem } from '../../src/kernel/index.js';
import { counted, describeContract, inState, QUIET_MS } from './contract.js';
import { pause, PROBE, until, OWNER } from './world.js';

await describeContract('jobs, from enqueueing to failing', (world) => {
  describe('enqueueing', () => {
    it('runs a job once, hands it its payload and keeps the record', async () => {
      const seen: unknown[] = [];
      const app = await world().start(async (payload, { key, late }) => void seen.push({ payload, key, late }));
      await app.enqueue(PROBE, 'a', { payload: { id: 42 } });
      await inState(app, 'a', 'done');
      await pause(QUIET_MS);
      expect(seen).toEqual([{ payload: { id: 42 }, key: 'a', late: false }]);
      expect(await app.job('a')).toMatchObject({
        attempts: 1,
        epoch: 1,
        progress: 100,
        leaseUntil: null,
        late: false,
        finishedAt: world().clock.now(),
      });
    });

    it('leaves nothing in Redis once the job is over', async () => {
      const app = await world().start(async () => undefined);
      await app.enqueue(PROBE, 'a');
      await inState(app, 'a', 'done');
      await until('the queue is empty', async () => (await world().relays()).length === 0);
      expect(await world().relays()).toEqual([]);
    });

    it('runs nothing of a unit of work that was rolled back', async () => {
      const { runs, behaviour } = counted();
      const app = await world().start(behaviour);
      const unit = app.database.unitOfWork(async () => {
        await app.queue.enqueue(PROBE, { owner: OWNER, key: 'a', payload: { id: 1 } });
        throw new Error('no');
      });
      await expect(unit).rejects.toThrow('no');
      await pause(QUIET_MS);
      expect(runs).toEqual([]);
      expect(await app.job('a')).toBeNull();
    });

    it('is refused outside of a unit of work', async () => {
      const app = await world().start(async () => undefined);
      await expect(app.queue.enqueue(PROBE, { owner: OWNER, key: 'a', payload: { id: 1 } })).rejects.toThrow('outside of a unit of work');
    });

    it.each([
      ['without a handler', { ...PROBE, name: 'probe.absent' }, 'a', /no handler/],
      ['whose key would be cut', PROBE, 'k'.repeat(121), /1-120 characters/],
    ])('refuses a job %s', async (_name, definition, key, message) => {
      const app = await world().start(async () => undefined);
      await expect(app.enqueue(definition, key)).rejects.toThrow(message);
    });

    it('makes one job of the same name and key, in one unit, in another process and after the run', async () => {
      const { runs, behaviour } = counted();
      const app = await world().start(behaviour);
      const peer = await world().start(behaviour, { database: world().peerDatabase });
      await app.database.unitOfWork(async () => {
        await app.queue.enqueue(PROBE, { owner: OWNER, key: 'a', payload: { id: 1 } });
        await app.queue.enqueue(PROBE, { owner: OWNER, key: 'a', payload: { id: 2 } });
      });
      await Promise.all([app.enqueue(PROBE, 'b'), peer.enqueue(PROBE, 'b'), app.enqueue(PROBE, 'b'), peer.enqueue(PROBE, 'b')]);
      await inState(app, 'a', 'done');
      await inState(app, 'b', 'done');
      await app.enqueue(PROBE, 'a');
      await pause(QUIET_MS);
      expect(runs.toSorted()).toEqual(['a', 'b']);
    });

    it('waits for the instant asked for', async () => {
      const { runs, behaviour } = counted();
      const app = await world().start(behaviour);
      await app.enqueue(PROBE, 'a', { runAt: world().clock.in(7200) });
      await pause(QUIET_MS);
      expect(runs).toEqual([]);
      world().clock.advance(7200);
      await app.reconciler.reconcile();
      await inState(app, 'a', 'done');
      expect(await app.job('a')).toMatchObject({ late: false });
    });

    it('marks a first run long after the instant asked for as late (补跑)', async () => {
      const late: boolean[] = [];
      const app = await world().start(async (_payload, context) => void late.push(context.late));
      await app.enqueue(PROBE, 'server-was-down', { runAt: world().clock.in(-601) });
      await inState(app, 'server-was-down', 'done');
      expect(late).toEqual([true]);
      expect(await app.job('server-was-down')).toMatchObject({ late: true });
    });
  });

  describe('failing', () => {
    it('retries with back-off, then gives the job up as dead', async () => {
      const { runs, behaviour } = counted(() => Promise.reject(Object.assign(new Error('某某 150800'), { code: 'E_PROBE' })));
      const app = await world().start(behaviour);
      await app.enqueue(PROBE, 'a');
      for (const [attempt, wait] of [
        [1, 30],
        [2, 60],
      ] as const) {
        await until(`attempt ${attempt} has failed`, async () => (await app.job('a'))?.errorCode === 'E_PROBE' && runs.length === attempt);
        await inState(app, 'a', 'queued');
        expect((await app.job('a'))?.dueAt).toEqual(world().clock.in(wait));
        world().clock.advance(wait - 1);
        await app.reconciler.reconcile();
        await pause(QUIET_MS);
        expect(runs).toHaveLength(attempt);
        world().clock.advance(1);
        await app.reconciler.reconcile();
      }
      await inState(app, 'a', 'dead');
      expect(runs).toHaveLength(3);
      expect(JSON.stringify(await app.job('a'))).not.toContain('某某');
    });

    it('does not retry a refusal; a person may, after which it runs anew', async () => {
      let refuse = true;
      const { runs, behaviour } = counted(async () => {
        if (refuse) throw new Problem('invalid', 'cycle-closed', '本期已关闭。');
      });
      const app = await world().start(behaviour);
      await app.enqueue(PROBE, 'a');
      await inState(app, 'a', 'failed');
      const failed = await app.job('a');
      expect(failed).toMatchObject({ attempts: 1, errorCode: 'cycle-closed', errorMessage: '本期已关闭。' });
      refuse = false;
      await app.store.retry(failed?.id ?? 0, failed?.epoch ?? 0, [OWNER]);
      await inState(app, 'a', 'done');
      expect(runs).toEqual(['a', 'a']);
    });
  });
});
