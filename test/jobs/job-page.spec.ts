import type { JobView } from '../../src/jobs/jobs.dto.js';
import { body, expectRefusal } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { eventually } from '../support/processes.js';
import { administratorOf, CITY_CODE, userWith, WUYUAN } from '../support/users.js';

const REPORT_JOB = 'reporting.prepare-county-report';

await describeInstallations('the job page', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const reviewer = await userWith(administrator, 'municipal-reviewer', CITY_CODE);
    const jobs = await eventually('the reports are planned', async () => {
      const planned = await body(administrator.get<JobView[]>(`/api/jobs?name=${REPORT_JOB}&state=queued&limit=100`));
      return planned.length >= 14 ? planned : undefined;
    });
    return { administrator, reviewer, jobs, clerk: await userWith(administrator, 'county-clerk', WUYUAN) };
  });

  it('shows what a job is, how far it is and what went wrong, and no payload', () => {
    const { jobs } = running();
    expect(jobs[0]).toMatchObject({
      name: REPORT_JOB,
      state: 'queued',
      stateName: '等待执行',
      attempts: 0,
      maxAttempts: 10,
      progress: 0,
      errorCode: null,
      errorMessage: null,
      leaseUntil: null,
      late: false,
      version: 0,
    });
    expect(jobs[0]).not.toHaveProperty('payload');
    expect(jobs[0]).not.toHaveProperty('worker');
  });

  it('goes from page to page, the newest first, by kind and state', async () => {
    const { administrator, jobs } = running();
    const ids = jobs.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    const page = (query: string) => body(administrator.get<JobView[]>(`/api/jobs?name=${REPORT_JOB}&state=queued&limit=3${query}`));
    const first = await page('');
    const second = await page(`&beforeId=${first.at(-1)?.id ?? 0}`);
    expect([...first, ...second].map(({ id }) => id)).toEqual(ids.slice(0, 6));
    expect(await body(administrator.get('/api/jobs?name=none'))).toEqual([]);
    await expectRefusal(administrator.get('/api/jobs?state=lost'), 400, 'fields-invalid');
  });

  it('cancels a job that waits and sends it round again, each as it was seen', async () => {
    const { administrator, jobs } = running();
    const { id, version } = jobs[0] ?? { id: 0, version: 0 };
    const decide = (what: string, seen: number) => administrator.post<JobView>(`/api/jobs/${id}/${what}`, { version: seen });
    await expectRefusal(decide('retry', version), 409, 'job-not-retriable');
    await expectRefusal(decide('cancel', version + 1), 409, 'stale-version');
    expect(await body(decide('cancel', version))).toMatchObject({ id, state: 'cancelled', stateName: '已取消' });
    await expectRefusal(decide('cancel', version), 409, 'job-not-cancellable');
    const again = await body(decide('retry', version));
    expect(again).toMatchObject({ state: 'queued', attempts: 0, finishedAt: null, dueAt: again.runAt });
    expect(await body(administrator.get(`/api/jobs/${id}`))).toEqual(again);
  });

  it('answers for a job that does not exist like for any other missing thing', async () => {
    const { administrator } = running();
    await expectRefusal(administrator.get('/api/jobs/999999'), 404, 'not-found');
    await expectRefusal(administrator.post('/api/jobs/999999/cancel', { version: 0 }), 404, 'not-found');
  });

  it('is read by the reviewer too, changed by the administrator only, and closed to everybody else', async () => {
    const { reviewer, clerk, jobs } = running();
    expect(await reviewer.get('/api/jobs')).toMatchObject({ status: 200 });
    await expectRefusal(reviewer.post(`/api/jobs/${jobs[1]?.id ?? 0}/cancel`, { version: 0 }), 403, 'right-missing');
    await expectRefusal(clerk.get('/api/jobs'), 403, 'right-missing');
  });
});
