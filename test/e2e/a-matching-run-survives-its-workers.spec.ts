import type { MatchingRunView } from '../../src/matching/runs/matching-runs.dto.js';
import { body, type ApiClient } from '../support/api-client.js';
import { allLinks, City, importKinds, matchNow } from '../support/city.js';
import { describeInstallations, Installation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { CITY } from '../support/repository.js';
import { administratorOf, CITY_CODE, LINHE, logInAgain, userWith } from '../support/users.js';

const city = new City(CITY);
const PATIENCE_SECONDS = 60;

await describeInstallations('a run of matching', (kind) => {
  let installation: Installation;
  let reviewer: ApiClient;
  let clerk: ApiClient;

  beforeAll(async () => {
    installation = await Installation.create(kind);
    const whole = await installation.start();
    const administrator = await administratorOf(whole);
    reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE, 'reviewer');
    await importKinds(reviewer, city, 'registry', 'enrolment-unit');
    await whole.stop();
    // From here on nobody works unless a test starts a worker.
    const web = await installation.start({ ROLE: 'web' });
    reviewer = await logInAgain(web.address, 'reviewer');
    clerk = await userWith(await logInAgain(web.address, 'admin'), 'county-clerk', LINHE);
  });
  afterAll(() => installation.drop());

  it('waits for a worker, refuses a second beside it, and can be cancelled', async () => {
    const started = await reviewer.post<MatchingRunView>('/api/matching/runs');
    expect(started).toMatchObject({ status: 202, body: { state: 'running', phase: 'prepare', done: 0, percent: 0, counts: null } });
    const { id } = started.body;
    expect(await reviewer.post('/api/matching/runs')).toMatchObject({ status: 409, body: { code: 'matching-under-way' } });
    expect(await body(reviewer.post<MatchingRunView>(`/api/matching/runs/${id}/cancel`))).toMatchObject({ state: 'cancelled' });
    expect(await body(reviewer.get<MatchingRunView>(`/api/matching/runs/${id}`))).toMatchObject({ state: 'cancelled', counts: null });
  });

  it("is not to be seen by a clerk of one county where it is the whole city's", async () => {
    const { id } = await body(reviewer.post<MatchingRunView>('/api/matching/runs'));
    expect(await clerk.get(`/api/matching/runs/${id}`)).toMatchObject({ status: 404 });
    expect(await clerk.post(`/api/matching/runs/${id}/cancel`)).toMatchObject({ status: 404 });
    await body(reviewer.post(`/api/matching/runs/${id}/cancel`));
  });

  it('loses nothing and repeats nothing when a worker is killed: another one ends it', async () => {
    const { id } = await body(reviewer.post<MatchingRunView>('/api/matching/runs'));
    const killed = await installation.start({ ROLE: 'worker' });
    const report = (): Promise<MatchingRunView> => body(reviewer.get<MatchingRunView>(`/api/matching/runs/${id}`));
    await eventually('the worker has begun', async () => ((await report()).phase !== 'prepare' ? true : undefined), PATIENCE_SECONDS);
    await killed.stop('SIGKILL');
    await installation.expireLeases();
    const worker = await installation.start({ ROLE: 'worker' });
    const done = await eventually('the run is done', async () => orWait(await report()), PATIENCE_SECONDS);
    const links = await allLinks(reviewer);
    expect(done).toMatchObject({ state: 'done', percent: 100, incremental: false });
    expect(done.counts).toMatchObject({ auto: links.filter(({ status }) => status === 'auto').length, confirmed: 0 });
    expect(new Set(links.map(({ enterpriseId, unitId }) => `${enterpriseId}:${unitId}`)).size).toBe(links.length);
    await worker.stop();
  });

  it('leaves what is so already as it is when it is made again, and writes one county for its clerk', async () => {
    const worker = await installation.start({ ROLE: 'worker' });
    const before = await allLinks(reviewer);
    const own = await matchNow(clerk);
    expect(own.auto).toBe(before.filter(({ status, countyCode }) => status === 'auto' && countyCode === LINHE).length);
    await matchNow(reviewer);
    expect(await allLinks(reviewer)).toEqual(before);
    await worker.stop();
  });

  it('brings back what was decided and reopened, for that enterprise alone', async () => {
    const worker = await installation.start({ ROLE: 'worker' });
    const before = await allLinks(reviewer);
    const [link] = before.filter(({ status }) => status === 'auto');
    if (!link) throw new Error('The sample city has no automatic link.');
    const rejected = await body(
      reviewer.post<{ version: number }>(`/api/matching/links/${link.id}/decisions`, { verdict: 'rejected', version: link.version }),
    );
    await matchNow(reviewer);
    expect((await allLinks(reviewer)).find(({ id }) => id === link.id)).toMatchObject({ status: 'rejected' });
    await body(reviewer.post(`/api/matching/links/${link.id}/undo`, { version: rejected.version }));
    await matchNow(reviewer);
    const after = await allLinks(reviewer);
    expect(after.map(content)).toEqual(before.map(content));
    await worker.stop();
  });
});

const orWait = (run: MatchingRunView): MatchingRunView | undefined => (run.state === 'running' ? undefined : run);

const content = ({ enterpriseId, unitId, status, tier, rank, score }: Awaited<ReturnType<typeof allLinks>>[number]): object => ({
  enterpriseId,
  unitId,
  status,
  tier,
  rank,
  score,
});
