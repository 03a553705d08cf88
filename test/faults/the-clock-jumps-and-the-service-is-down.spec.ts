import { eventually, pause, type Application } from '../support/processes.js';
import type { Row } from '../support/tables.js';
import { sharedBacking } from './backing.js';
import { rows, stateOf, type Turn } from './books.js';
import { describeDispatchers } from './describe-dispatchers.js';
import { COUNTIES, died, FaultyInstallation, LEASE_SECONDS, settle } from './installation.js';
import { accountOf, juneOf, ONCE, planned, whole } from './turns.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Long enough for a job that is wrongly begun again to show. */
const QUIET_MS = 2500;

await describeDispatchers('the reports of 5 June', (dispatcher, database) => {
  let installation: FaultyInstallation;
  let web: Application;
  let worker: Application;

  beforeAll(async () => {
    installation = FaultyInstallation.create(await sharedBacking(dispatcher, database), '2027-06-04T23:30:00+08:00');
    ({ web } = await settle(installation));
    worker = await installation.start('worker');
  });
  afterAll(() => installation.drop());

  /** The turn's reports, their history, files and jobs, as they stand. */
  async function standing({ dueOn }: Turn): Promise<unknown> {
    const tables = await installation.tables();
    const reports = rows(tables, 'county_report', { dueOn });
    const ofTurn = (row: Row): boolean => reports.some(({ id }) => id === row['reportId']);
    const jobs = tables['job']?.filter(({ name, key }) => String(name).startsWith('reporting.') && String(key).includes(dueOn));
    return { reports, jobs, events: tables['report_event']?.filter(ofTurn), files: tables['report_file']?.filter(ofTurn) };
  }

  it.each([
    ['an hour', HOUR, 2027, '2027-06-04T23:30:00+08:00'],
    ['a day', DAY, 2028, '2028-06-04T12:00:00+08:00'],
  ])('are made once while the clock jumps %s forth, back and forth again across the day', async (_name, seconds, year, eve) => {
    const turn = juneOf(year);
    await installation.clock.set(eve);
    await planned(installation, turn);
    expect((await accountOf(installation, turn)).made).toBe(0);
    await installation.clock.jump(seconds);
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
    const before = await standing(turn);
    for (const jump of [-seconds, seconds]) {
      await installation.clock.jump(jump);
      await pause(QUIET_MS);
    }
    expect(await standing(turn)).toEqual(before);
    expect(worker.isRunning).toBe(true);
  });

  it('do not wait a day for a worker that died while the clock was a day ahead', async () => {
    const turn = juneOf(2029);
    const key = `june-${turn.dueOn}-${COUNTIES[0]}`;
    await installation.clock.set('2029-06-04T12:00:00+08:00');
    await planned(installation, turn);
    await worker.stop();
    await installation.clock.jump(DAY);
    await died(installation.startStruck('worker', { at: 'the forms are written', job: key }));
    await installation.clock.jump(-DAY);
    worker = await installation.start('worker');
    await installation.clock.jump(LEASE_SECONDS + 1);
    await eventually(
      'the report is made',
      async () => stateOf(await installation.tables(), 'reporting.prepare-county-report', key) === 'done' || undefined,
      30,
    );
    await installation.clock.jump(DAY);
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toMatchObject({ made: 3, lost: [], duplicated: [] });
  });

  it('are made within two minutes of the start, marked 补跑, where the service was down from 4 to 7 June', async () => {
    const turn = juneOf(2030);
    await installation.clock.set('2030-06-04T09:00:00+08:00');
    await planned(installation, turn);
    await Promise.all([worker.stop(), web.stop()]);
    await installation.clock.set('2030-06-07T08:00:00+08:00');
    const begun = performance.now();
    await installation.start('all');
    await whole(installation, turn);
    expect((performance.now() - begun) / 1000).toBeLessThan(120);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
    const jobs = (await installation.tables())['job']?.filter(
      ({ name, key }) => String(name).startsWith('reporting.') && String(key).includes(turn.dueOn),
    );
    expect(jobs).toHaveLength(1 + COUNTIES.length);
    for (const job of jobs ?? []) expect(job).toMatchObject({ state: 'done', late: 1 });
    expect(rows(await installation.tables(), 'county_report', { dueOn: turn.dueOn }).map(({ state }) => state)).toEqual(
      Array(3).fill('drafting'),
    );
  });
});
