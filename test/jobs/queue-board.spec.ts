import { describeInstallations, runningInstallation } from '../support/installation.js';
import { body, expectRefusal } from '../support/api-client.js';
import { administratorOf, CITY_CODE, userWith } from '../support/users.js';

const BOARD = '/api/jobs/board';

await describeInstallations('the board of the queue', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    return { administrator, reviewer: await userWith(administrator, 'municipal-reviewer', CITY_CODE) };
  });
  const ask = (path: string, init: RequestInit = {}): Promise<Response> => {
    const { administrator } = running();
    return fetch(administrator.address + path, { ...init, headers: { ...init.headers, cookie: administrator.sessionCookie } });
  };

  if (kind === 'sqlite') {
    it('is not there where jobs do not go through Redis', async () => {
      const { administrator } = running();
      for (const path of ['', '/', '/api/queues', '/static/x.js']) await expectRefusal(administrator.get(BOARD + path), 404, 'not-found');
    });
    return;
  }

  it.each([BOARD, `${BOARD}/`, `${BOARD}/queue/jobs`])('shows its page at %s', async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const page = await response.text();
    expect(page).toContain(`<base href="${BOARD}/"`);
    for (const [, file = ''] of page.matchAll(/(?:src|href)="(static\/[^"]+\.(?:js|css))"/g)) {
      expect([file, (await ask(`${BOARD}/${file}`)).status]).toEqual([file, 200]);
    }
  });

  it('allows its page what it needs, and the rest of the system no more than before', async () => {
    const policy = async (path: string): Promise<string> => (await ask(path)).headers.get('content-security-policy') ?? '';
    const board = await policy(BOARD);
    expect(board).toContain("script-src 'self'");
    expect(board).not.toContain('https:');
    expect(board).not.toContain('unsafe-eval');
    expect(await policy('/api/jobs')).not.toBe(board);
    expect(await policy('/health')).toBe(await policy('/api/jobs'));
  });

  it('reads the queue', async () => {
    const { administrator } = running();
    const { queues } = await body(administrator.get<{ queues: { name: string; readOnlyMode: boolean }[] }>(`${BOARD}/api/queues`));
    expect(queues).toEqual([expect.objectContaining({ name: 'jobs', readOnlyMode: true })]);
  });

  it.each(['obliterate', 'empty', 'pause', 'promote'])('does not %s the queue: the database is the record', async (what) => {
    const { administrator } = running();
    expect(await administrator.put(`${BOARD}/api/queues/jobs/${what}`, {})).toMatchObject({ status: 405 });
  });

  it('is the administrator’s, with a session, from this system’s own pages', async () => {
    const { reviewer, administrator } = running();
    await expectRefusal(reviewer.get(BOARD), 403, 'right-missing');
    await expectRefusal(reviewer.get(`${BOARD}/api/queues`), 403, 'right-missing');
    expect((await fetch(administrator.address + BOARD)).status).toBe(401);
    const foreign = await ask(`${BOARD}/api/queues/jobs/pause`, { method: 'PUT', headers: { 'sec-fetch-site': 'cross-site' } });
    expect([foreign.status, await foreign.json()]).toEqual([403, expect.objectContaining({ code: 'other-site' })]);
  });
});
