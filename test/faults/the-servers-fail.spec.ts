import { body } from '../support/api-client.js';
import { eventually, type Application } from '../support/processes.js';
import { ownBacking, type Dispatcher } from './backing.js';
import { accountOfArchives, halfPlanned } from './books.js';
import { COUNTIES, FaultyInstallation, frozen, LEASE_SECONDS, reviewerOf, settle } from './installation.js';
import { ownServersAreToBeHad, type OwnMariadb, type OwnRedis } from './own-servers.js';
import { accountOf, juneOf, ONCE, planned, whole } from './turns.js';

import.meta.jest.setTimeout(240_000);

if (ownServersAreToBeHad()) {
  describe('MariaDB that is killed and comes back [embedded dispatcher]', () => void mariadbFails('embedded'));
  describe('MariaDB that is killed and comes back, and Redis that forgets [BullMQ]', () => {
    const running = mariadbFails('bullmq');
    redisForgets(running);
  });
} else it.skip('MariaDB and Redis that fail: they are not installed here', () => undefined);

interface Running {
  readonly installation: FaultyInstallation;
  readonly web: Application;
  readonly mariadb: OwnMariadb;
}

function mariadbFails(dispatcher: Dispatcher): () => Running {
  let running: Running | undefined;
  const now = (): Running => {
    if (!running) throw new Error('The installation is not ready.');
    return running;
  };

  beforeAll(async () => {
    const backing = await ownBacking(dispatcher, 'mariadb');
    if (!backing.mariadb) throw new Error('There is no MariaDB.');
    const installation = FaultyInstallation.create(backing, '2027-02-01T09:00:00+08:00');
    running = { installation, web: (await settle(installation)).web, mariadb: backing.mariadb };
  });
  afterAll(() => running?.installation.drop());

  it.each([
    ['opening', 'the reports are opened, uncommitted', 2001, 'open-june-2001-06-05'],
    ['preparing', 'the preparation is recorded, uncommitted', 2002, `june-2002-06-05-${COUNTIES[0]}`],
  ])('in the middle of the transaction of %s: nothing of it stays, and it is done again, once', async (_what, at, year, job) => {
    const { installation, web, mariadb } = now();
    const reviewer = await reviewerOf(web);
    const turn = juneOf(year);
    const worker = installation.startStruck('worker', { at, job, signal: 'SIGSTOP' });
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    await frozen(worker);
    await mariadb.restart();
    expect((await accountOf(installation, turn)).duplicated).toEqual([]);
    expect(halfPlanned(await installation.tables())).toEqual([]);
    await wakeTooLate(installation, worker);
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
    await worker.stop();
  });

  it('in the middle of an archive: it is made once', async () => {
    const { installation, web, mariadb } = now();
    const reviewer = await reviewerOf(web);
    const worker = installation.startStruck('worker', { at: 'the archive is recorded, uncommitted', signal: 'SIGSTOP' });
    await body(reviewer.post('/api/city-reports/2001-06-05/bundles'));
    await frozen(worker);
    await mariadb.restart();
    await wakeTooLate(installation, worker);
    await eventually('the archive is made', async () => accountOfArchives(await installation.tables()).made === 1 || undefined, 90);
    expect(accountOfArchives(await installation.tables())).toEqual({ asked: 1, made: 1, halves: [] });
    await worker.stop();
  });

  it('refuses a request that falls into it wholly, and serves the next one', async () => {
    const { installation, web, mariadb } = now();
    const reviewer = await reviewerOf(web);
    const turn = juneOf(2003);
    await mariadb.stop();
    expect((await reviewer.post('/api/reports', { dueOn: turn.dueOn })).status).toBeGreaterThanOrEqual(500);
    expect((await fetch(`${web.address}/health`)).status).toBe(503);
    await mariadb.start();
    expect(halfPlanned(await installation.tables())).toEqual([]);
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    const worker = await installation.start('worker');
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
    await worker.stop();
  });

  return now;
}

/** Wakes a frozen worker, which finds its transaction gone, and lets its lease run out. */
async function wakeTooLate({ clock }: FaultyInstallation, worker: Application): Promise<void> {
  worker.signal('SIGCONT');
  await eventually(
    'its transaction has failed',
    async () => /job attempt failed|running a job failed/.test(worker.stderr()) || undefined,
    60,
  );
  await clock.jump(LEASE_SECONDS + 1);
}

function redisForgets(running: () => Running): void {
  const redisOf = ({ installation }: Running): OwnRedis => installation.backing.redis ?? fail('There is no Redis.');

  it('everything, while jobs wait in it for their time: they run at their time, once', async () => {
    const { installation } = running();
    const turn = juneOf(2027);
    await installation.clock.set('2027-06-04T23:50:00+08:00');
    const worker = await installation.start('worker');
    await planned(installation, turn);
    await eventually('the jobs wait in Redis', async () => (await redisOf(running()).keys()) >= 1 + COUNTIES.length || undefined, 30);
    await redisOf(running()).flush();
    await installation.clock.jump(15 * 60);
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual({ ...ONCE, late: 0 });
    await worker.stop();
  });

  it('everything that was due while no worker ran: the next one makes it up, once', async () => {
    const { installation, web } = running();
    const reviewer = await reviewerOf(web);
    const turn = juneOf(2004);
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    await redisOf(running()).flush();
    const worker = await installation.start('worker');
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
    await worker.stop();
  });

  it('to be there while something is asked for: it runs when Redis is back, once', async () => {
    const { installation, web } = running();
    const reviewer = await reviewerOf(web);
    const turn = juneOf(2005);
    const worker = await installation.start('worker');
    await redisOf(running()).stop();
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    await redisOf(running()).start();
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
    await worker.stop();
  });
}

function fail(message: string): never {
  throw new Error(message);
}
