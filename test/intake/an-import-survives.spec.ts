import type { ProgressView } from '../../src/intake/batch-steps.dto.js';
import type { BatchView } from '../../src/intake/intake.dto.js';
import { body, type ApiClient } from '../support/api-client.js';
import { describeInstallations, Installation } from '../support/installation.js';
import { eventually, pause, type Application } from '../support/processes.js';
import { administratorOf, LINHE, logInAgain, userWith } from '../support/users.js';
import { batchOf, enterprises, HEADER, REGISTRY, registryOf, settled } from './support.js';

const ROWS = 6_000;
/** A step is interrupted so often at most; its job is tried five times. */
const KILLS = 3;
/** Answers that are thrown away: the server is killed meanwhile. */
const unheard = (): undefined => undefined;

await describeInstallations('an import survives', (kind) => {
  let installation: Installation;
  let application: Application;
  let clerk: ApiClient;
  let other: ApiClient;

  beforeAll(async () => {
    installation = await Installation.create(kind);
    application = await installation.start();
    const administrator = await administratorOf(application);
    clerk = await userWith(administrator, 'county-clerk', LINHE, 'clerk-one');
    other = await userWith(administrator, 'county-clerk', LINHE, 'clerk-two');
  });
  afterAll(() => installation.drop());

  /** Kills the server without a warning; it comes back a while later. */
  async function killAndRestart(): Promise<void> {
    await application.stop('SIGKILL');
    await installation.expireLeases();
    application = await installation.start();
    clerk = await logInAgain(application.address, 'clerk-one');
    other = await logInAgain(application.address, 'clerk-two');
  }

  const newest = async (): Promise<BatchView | undefined> => (await body(clerk.get<BatchView[]>('/api/imports?limit=1')))[0];

  const linesOf = async (batchId: number): Promise<number> =>
    ((await installation.tables())['registry_line'] ?? []).filter((line) => line['batchId'] === batchId).length;

  /** The new batch of an upload whose answer is not waited for. */
  async function begin(headcount: number): Promise<BatchView> {
    const before = (await newest())?.id ?? 0;
    void clerk.import(registryOf(HEADER, enterprises(ROWS, headcount)), REGISTRY).catch(unheard);
    return eventually('the upload is taken in', async () => {
      const batch = await newest();
      return batch && batch.id > before ? batch : undefined;
    });
  }

  it('a server that is killed right after the upload, and again and again while it checks', async () => {
    const { id } = await begin(10);
    for (let kill = 0; kill < KILLS; kill++) {
      await killAndRestart();
      expect(await linesOf(id)).toBe(0);
      await pause(Math.random() * 600);
    }
    const planned = await settled(clerk, id);
    expect(planned).toMatchObject({ state: 'planned', rows: ROWS, new: ROWS, changed: 0, missing: 0, errorCount: 0 });
    const changes = ((await installation.tables())['import_change'] ?? []).filter((change) => change['batchId'] === id);
    expect(changes).toHaveLength(ROWS);
  });

  it('a server that is killed when the batch is planned, and again and again while it applies: wholly applied or not at all', async () => {
    await killAndRestart();
    const planned = await newest();
    if (!planned) throw new Error('The planned batch is gone.');
    expect(planned.state).toBe('planned');
    void clerk.post(`/api/imports/${planned.id}/apply`, { version: planned.version }).catch(unheard);
    await eventually('the batch is applying', async () => ((await batchOf(clerk, planned.id)).state !== 'planned' ? true : undefined));
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(Math.random() * 400);
      await killAndRestart();
      const { state } = await batchOf(clerk, planned.id);
      // Read in one look at the tables, the batch and its lines agree.
      const tables = await installation.tables();
      const stored = tables['import_batch']?.find(({ id }) => id === planned.id)?.['state'];
      const lines = (tables['registry_line'] ?? []).filter((line) => line['batchId'] === planned.id).length;
      expect(['applying', 'applied']).toContain(state);
      if (kind === 'sqlite') expect({ stored, lines }).toEqual({ stored, lines: stored === 'applied' ? ROWS : 0 });
    }
    expect(await settled(clerk, planned.id)).toMatchObject({ state: 'applied', new: ROWS, appliedBy: expect.any(String) });
    expect(await linesOf(planned.id)).toBe(ROWS);
    expect((await installation.tables())['source_row']?.filter((row) => row['batchId'] === planned.id)).toHaveLength(ROWS);
  });

  it('a change of mind while it is checked: nothing of it is left within a second or so', async () => {
    const { id } = await begin(20);
    const from = performance.now();
    expect(await body(clerk.post<BatchView>(`/api/imports/${id}/cancel`))).toMatchObject({ state: 'cancelled' });
    await eventually('its jobs are over', async () => {
      const open = ((await installation.tables())['job'] ?? []).filter(
        ({ key, state }) => String(key).startsWith(`${id}-`) && (state === 'queued' || state === 'running'),
      );
      return open.length === 0 ? true : undefined;
    });
    expect(performance.now() - from).toBeLessThan(3_000);
    const tables = await installation.tables();
    for (const table of ['import_issue', 'import_change', 'registry_line'])
      expect(tables[table]?.filter((row) => row['batchId'] === id)).toEqual([]);
    expect((await batchOf(clerk, id)).state).toBe('cancelled');
  });

  it('a change of mind while it applies: given up and nothing done, or too late and wholly done', async () => {
    const file = registryOf(HEADER, enterprises(ROWS, 30));
    const { id, version, state } = await body(clerk.import<BatchView>(file, { ...REGISTRY, asOf: '2020-06' }));
    expect(state).toBe('planned');
    void clerk.post(`/api/imports/${id}/apply`, { version, confirmLargeChange: true }).catch(unheard);
    await eventually('the batch is applying', async () => ((await batchOf(clerk, id)).state !== 'planned' ? true : undefined));
    const answer = await other.post<BatchView>(`/api/imports/${id}/cancel`);
    const ended = await settled(clerk, id);
    expect([answer.status, ended.state]).toEqual(answer.status === 200 ? [200, 'cancelled'] : [409, 'applied']);
    expect(await linesOf(id)).toBe(ended.state === 'applied' ? ROWS : 0);
  });

  it('two clerks who bring the same file in the same moment: one batch, applied once', async () => {
    const file = registryOf(HEADER, enterprises(50, 40));
    const fields = { ...REGISTRY, asOf: '2020-08', step: 'apply', confirmLargeChange: 'true' };
    const [one, two] = await Promise.all([clerk, other].map((user) => body(user.import<BatchView>(file, fields))));
    expect(one).toMatchObject({ id: two?.id, state: 'applied' });
    expect(two?.state).toBe('applied');
    expect(await linesOf(one?.id ?? 0)).toBe(50);
  });

  it('being forgotten: an upload whose job was lost goes on when the file comes again', async () => {
    const { id } = await begin(100);
    await application.stop('SIGKILL');
    await installation.forgetJobs();
    application = await installation.start();
    clerk = await logInAgain(application.address, 'clerk-one');
    const { stalled, state } = await body(clerk.get<ProgressView>(`/api/imports/${id}/progress`));
    if (state === 'checking') expect(stalled).toBe(true);
    const again = await body(clerk.import<BatchView>(registryOf(HEADER, enterprises(ROWS, 100)), REGISTRY));
    expect(again.id).toBe(id);
    expect(await settled(clerk, id)).toMatchObject({ state: 'planned', rows: ROWS });
  });
});
