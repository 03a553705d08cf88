import type { ReportView } from '../../src/reporting/reporting.dto.js';
import { body, type ApiClient } from '../support/api-client.js';
import { City, importKinds } from '../support/city.js';
import { Installation } from '../support/installation.js';
import { eventually, type Application } from '../support/processes.js';
import { CITY } from '../support/repository.js';
import { availableServices } from '../support/services.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const city = new City(CITY);
const COUNTIES = 7;

const { mariadb, redis } = await availableServices();

if (mariadb && redis) describe('web and worker on MariaDB and Redis', workTogether);
else it.skip('web and worker on MariaDB and Redis: the servers do not answer', () => undefined);

function workTogether(): void {
  let installation: Installation;
  let web: Application;
  let worker: Application;
  let reviewer: ApiClient;
  beforeAll(async () => {
    installation = await Installation.create('mariadb');
    web = await installation.start({ ROLE: 'web' });
  });
  afterAll(() => installation.drop());

  it('start together on an empty database, and one of them has made the administrator', async () => {
    worker = await installation.start({ ROLE: 'worker' });
    expect(web.initialPassword).toBeDefined();
    expect(worker.stdout()).toBe('');
    expect((await installation.tables())['user_account']).toHaveLength(1);
  });

  it('share the work: the web process serves, the worker plans the reports', async () => {
    reviewer = await userWith(await administratorOf(web), 'municipal-reviewer', CITY_CODE);
    await importKinds(reviewer, city, 'registry', 'enrolment-unit');
    const planned = await eventually('the worker has planned', async () => {
      const reports = await body(reviewer.get<ReportView[]>('/api/reports'));
      return reports.length > 0 ? reports : undefined;
    });
    expect(planned.length % COUNTIES).toBe(0);
  });

  it('are made up for by a worker that was down when they were due: once, marked 补跑', async () => {
    const [first] = await body(reviewer.get<ReportView[]>('/api/reports'));
    expect(await worker.stop()).toMatchObject({ code: 0 });
    await installation.letJobsBeOverdue(`${first?.cycleCode}-${first?.dueOn}`);
    worker = await installation.start({ ROLE: 'worker' });
    const reports = await eventually('every county has its report', async () => {
      const found = await body(reviewer.get<ReportView[]>(`/api/reports?dueOn=${first?.dueOn}`));
      return found.length === COUNTIES && found.every(({ preparedAt }) => preparedAt !== null) ? found : undefined;
    });
    for (const report of reports) expect(report).toMatchObject({ state: 'drafting', late: true, version: 2 });
    const ended = (log: string): number => log.match(/"outcome":"done".*"msg":"job ended"/g)?.length ?? 0;
    await eventually('the worker has ended every job', async () => ended(worker.stderr()) === COUNTIES || undefined);
    expect(ended(web.stderr())).toBe(0);
  });

  it('end one by one, each by itself', async () => {
    expect(await worker.stop()).toMatchObject({ code: 0, signal: null });
    expect((await fetch(`${web.address}/health`)).status).toBe(200);
    expect(await web.stop()).toMatchObject({ code: 0, signal: null });
  });
}
