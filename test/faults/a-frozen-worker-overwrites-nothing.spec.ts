import { body, type ApiClient } from '../support/api-client.js';
import { eventually, pause, type Application } from '../support/processes.js';
import { sharedBacking } from './backing.js';
import { account, accountOfArchives, rows, stateOf } from './books.js';
import { describeDispatchers } from './describe-dispatchers.js';
import { COUNTIES, FaultyInstallation, frozen, LEASE_SECONDS, settle } from './installation.js';
import { juneOf, ONCE, whole } from './turns.js';

/** Long enough for a wrong take-over to show. */
const QUIET_MS = 3000;

await describeDispatchers('a worker that is frozen past its lease', (dispatcher, database) => {
  let installation: FaultyInstallation;
  let reviewer: ApiClient;

  beforeAll(async () => {
    installation = FaultyInstallation.create(await sharedBacking(dispatcher, database), '2027-02-01T09:00:00+08:00');
    ({ reviewer } = await settle(installation));
  });
  afterAll(() => installation.drop());

  const freezing = (at: string, job?: string): Application =>
    installation.startStruck('worker', { at, ...(job === undefined ? {} : { job }), signal: 'SIGSTOP' });

  const lost = (worker: Application): Promise<unknown> =>
    eventually('the woken worker has lost its job', async () => worker.stderr().includes('"outcome":"lost"') || undefined, 60);

  const archive = async (): Promise<unknown> => (await installation.tables())['city_bundle']?.[0];

  it('finds its report prepared by another when it is woken, and writes nothing', async () => {
    const turn = juneOf(2001);
    const sleeper = freezing('the forms are written', `june-${turn.dueOn}-${COUNTIES[0]}`);
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    await frozen(sleeper);
    await installation.clock.jump(LEASE_SECONDS + 1);
    const other = await installation.start('worker');
    await whole(installation, turn);
    const before = await installation.tables();
    sleeper.signal('SIGCONT');
    await lost(sleeper);
    const after = await installation.tables();
    for (const table of ['county_report', 'report_event', 'report_file', 'coverage_snapshot', 'job'])
      expect([table, after[table]]).toEqual([table, before[table]]);
    expect(account(after, [turn])).toEqual(ONCE);
    await Promise.all([sleeper.stop(), other.stop()]);
  });

  it('is refused while the one that took over is still at work: only the newest claim writes', async () => {
    const first = freezing('the archive is sealed');
    await body(reviewer.post('/api/city-reports/2001-06-05/bundles'));
    await frozen(first);
    await installation.clock.jump(LEASE_SECONDS + 1);
    const second = freezing('the archive is sealed');
    await frozen(second);
    first.signal('SIGCONT');
    await lost(first);
    expect(await archive()).toMatchObject({ fileHash: null, madeAt: null });
    expect(stateOf(await installation.tables(), 'reporting.make-city-bundle', '1.')).toBe('running');
    second.signal('SIGCONT');
    await eventually('the archive is made', async () => accountOfArchives(await installation.tables()).made === 1 || undefined, 60);
    const [job] = rows(await installation.tables(), 'job', { name: 'reporting.make-city-bundle' });
    expect(job).toMatchObject({ state: 'done', epoch: 2, attempts: 2 });
    await Promise.all([first.stop(), second.stop()]);
  });

  it('in the middle of its unit of work keeps the job, and ends it when it is woken', async () => {
    const turn = juneOf(2002);
    const sleeper = freezing('the preparation is recorded, uncommitted', `june-${turn.dueOn}-${COUNTIES[1]}`);
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    await frozen(sleeper);
    await installation.clock.jump(LEASE_SECONDS + 1);
    // What it has locked, on SQLite the whole database, nobody gets past.
    const other = installation.start('worker');
    await pause(QUIET_MS);
    sleeper.signal('SIGCONT');
    await whole(installation, turn);
    const tables = await installation.tables();
    expect(account(tables, [turn])).toEqual(ONCE);
    expect(rows(tables, 'job', { key: `june-${turn.dueOn}-${COUNTIES[1]}` })).toMatchObject([{ state: 'done', epoch: 1, attempts: 1 }]);
    await Promise.all([sleeper.stop(), (await other).stop()]);
  });
});
