import { body, type ApiClient } from '../support/api-client.js';
import { eventually, type Application } from '../support/processes.js';
import { sharedBacking } from './backing.js';
import { account, accountOfArchives, halfPlanned, rows, stateOf } from './books.js';
import { describeDispatchers } from './describe-dispatchers.js';
import { died, FaultyInstallation, LEASE_SECONDS, reviewerOf, settle, type Strike } from './installation.js';
import { accountOf, juneOf, ONCE, whole } from './turns.js';

const unheard = (): undefined => undefined;

/** Claiming and ending are the same for every job: they stand with preparing. */
const OPENING = ['the reports are opened, uncommitted', 'the result is committed'];
const PREPARING = [
  'the job is claimed',
  'the figures are gathered',
  'a file is stored',
  'the forms are written',
  'the snapshot is kept, uncommitted',
  'the preparation is recorded, uncommitted',
  'the result is committed',
  'the job is done',
];
const ARCHIVING = ['the archive is written', 'the archive is sealed', 'the archive is recorded, uncommitted', 'the result is committed'];

/** Every death has a turn of its own: those of opening, of preparing, and the one of the web process. */
const FIRST_YEAR = 2001;
const opening = OPENING.map((at, i) => ({ at, turn: juneOf(FIRST_YEAR + i) }));
const preparing = PREPARING.map((at, i) => ({ at, turn: juneOf(FIRST_YEAR + OPENING.length + i) }));
const archiving = ARCHIVING.map((at, i) => ({ at, turn: juneOf(FIRST_YEAR + i), number: i + 1 }));
const planned = juneOf(FIRST_YEAR + OPENING.length + PREPARING.length);

const STRIKES: readonly Strike[] = [
  ...opening.map(({ at, turn }) => ({ at, job: `open-june-${turn.dueOn}` })),
  ...preparing.map(({ at, turn }) => ({ at, job: `june-${turn.dueOn}` })),
  ...archiving.map(({ at, number }) => ({ at, job: `${number}.` })),
];

await describeDispatchers('a process that is killed', (dispatcher, database) => {
  let installation: FaultyInstallation;
  let web: Application;
  let reviewer: ApiClient;
  /** The worker at work, and where it is going to die. */
  let worker: Application;
  let strikes = 0;

  beforeAll(async () => {
    installation = FaultyInstallation.create(await sharedBacking(dispatcher, database), '2027-02-01T09:00:00+08:00');
    ({ web, reviewer } = await settle(installation));
    worker = nextWorker();
  });
  afterAll(() => installation.drop());

  const nextWorker = (): Application => {
    const strike = STRIKES[strikes];
    strikes += 1;
    return installation.startStruck('worker', strike ?? { at: 'the job is done', job: 'none' });
  };

  /** The worker dies at its point; when its lease is over another one comes, which goes on until it is struck itself. */
  async function succession(): Promise<void> {
    await died(worker);
    await installation.clock.jump(LEASE_SECONDS + 1);
    worker = nextWorker();
  }

  it.each(opening)('when $at opens all reports of the turn, once', async ({ turn }) => {
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    await succession();
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
  });

  it.each(preparing)('when $at prepares the report, once', async ({ at, turn }) => {
    await body(reviewer.post('/api/reports', { dueOn: turn.dueOn }));
    await died(worker);
    const dead = await installation.tables();
    const struck = rows(dead, 'job', { name: 'reporting.prepare-county-report' }).filter(({ key }) =>
      String(key).startsWith(`june-${turn.dueOn}`),
    );
    expect(struck.map(({ state }) => state)).toContain(at === 'the job is done' ? 'done' : 'running');
    expect(account(dead, [turn]).duplicated).toEqual([]);
    await succession();
    await whole(installation, turn);
    expect(await accountOf(installation, turn)).toEqual(ONCE);
  });

  it.each(archiving)('when $at makes the archive, once', async ({ turn, number }) => {
    await body(reviewer.post(`/api/city-reports/${turn.dueOn}/bundles`));
    await succession();
    await eventually(
      'the archive is made',
      async () => {
        const state = stateOf(await installation.tables(), 'reporting.make-city-bundle', `${number}.`);
        return state === 'done' ? true : undefined;
      },
      60,
    );
    expect(accountOfArchives(await installation.tables())).toEqual({ asked: number, made: number, halves: [] });
  });

  describe('while it takes a request', () => {
    /** What a request leaves behind whose process dies at a point. */
    async function killedAt(at: string, path: string, request: object): Promise<void> {
      await web.stop('SIGKILL');
      web = await installation.startStruck('web', { at }).ready();
      reviewer = await reviewerOf(web);
      void reviewer.post(path, request).catch(unheard);
      await died(web);
    }

    it.each(['reports are planned, uncommitted', 'a job is queued, uncommitted'])('when %s leaves neither reports nor jobs', async (at) => {
      await killedAt(at, '/api/reports', { dueOn: planned.dueOn });
      const tables = await installation.tables();
      expect(halfPlanned(tables)).toEqual([]);
      expect(rows(tables, 'county_report', { dueOn: planned.dueOn })).toEqual([]);
    });

    it.each(['the archive is asked for, uncommitted', 'a job is queued, uncommitted'])(
      'when %s leaves neither archive nor job',
      async (at) => {
        const before = accountOfArchives(await installation.tables());
        await killedAt(at, `/api/city-reports/${juneOf(FIRST_YEAR + ARCHIVING.length).dueOn}/bundles`, {});
        expect(accountOfArchives(await installation.tables())).toEqual(before);
      },
    );

    it('is asked again and does it, once', async () => {
      web = await installation.start('web');
      reviewer = await reviewerOf(web);
      await body(reviewer.post('/api/reports', { dueOn: planned.dueOn }));
      await whole(installation, planned);
      expect(await accountOf(installation, planned)).toEqual(ONCE);
    });
  });

  it('has lost and repeated nothing of all that, and no job was begun more often than it had to', async () => {
    const tables = await installation.tables();
    const turns = [...opening, ...preparing].map(({ turn }) => turn);
    expect(account(tables, [...turns, planned])).toMatchObject({ made: 3 * (turns.length + 1), lost: [], duplicated: [] });
    expect(halfPlanned(tables)).toEqual([]);
    // Once, again after its worker's death, and again where a report was opened while it was being prepared.
    expect((tables['job'] ?? []).filter(({ attempts }) => Number(attempts) > 3)).toEqual([]);
  });
});
