import type { AuditEntryView } from '../../src/access/audit/audit.dto.js';
import type { UserEntryResponse } from '../../src/access/access.dto.js';
import { ApiClient, body, expectRefusal } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { administratorOf, CITY_CODE, userWith, WUYUAN } from '../support/users.js';

await describeInstallations('the auditor', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    const auditor = await userWith(administrator, 'auditor', CITY_CODE, 'auditor');
    const clerk = await userWith(administrator, 'county-clerk', WUYUAN, 'wuyuan');
    return { administrator, auditor, clerk };
  });

  const entries = (query: string): Promise<AuditEntryView[]> =>
    body(running().auditor.get<AuditEntryView[]>(`/api/audit/entries?${query}`));

  it('reads who made a user, when and from where', async () => {
    const [newest] = await entries('action=user.created');
    expect(newest).toMatchObject({
      actionName: '新建用户',
      outcome: 'done',
      userName: '系统管理员',
      role: 'administrator',
      channel: 'web',
      source: 'POST /api/users',
      address: expect.stringMatching(/127\.0\.0\.1$/),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      session: expect.stringMatching(/^[0-9a-f]{12}$/),
      before: null,
      after: { username: 'wuyuan', role: 'county-clerk', regionCode: WUYUAN },
    });
    expect(Date.now() - new Date((newest as AuditEntryView).at).getTime()).toBeLessThan(120_000);
  });

  it('reads what was before and after, addresses masked', async () => {
    const { administrator } = running();
    const clerk = (await body(administrator.get<UserEntryResponse[]>('/api/users'))).find(({ username }) => username === 'wuyuan');
    const path = `/api/users/${clerk?.id}/email`;
    await body(administrator.put(path, { email: 'zhang.san@example.cn', version: clerk?.version }));
    const [newest] = await entries(`action=user.email-changed&subject=user&subjectId=${clerk?.id}`);
    expect(newest).toMatchObject({ before: { email: null }, after: { email: 'z***@example.cn' } });
  });

  it('reads failed log-ins, without names that are no users', async () => {
    const stranger = new ApiClient(running().application.address);
    await expectRefusal(stranger.logIn('wuyuan', 'Wrong-Password-1'), 401, 'login-failed');
    await expectRefusal(stranger.logIn('My-Password-By-Mistake', 'x'), 401, 'login-failed');
    const [unknown, known] = await entries('action=session.refused');
    expect(unknown).toMatchObject({ outcome: 'refused', role: 'nobody', userId: null, userName: null, subjectId: null });
    expect(known).toMatchObject({ outcome: 'refused', role: 'county-clerk', subject: 'user' });
    expect(JSON.stringify(await entries(''))).not.toContain('My-Password');
  });

  it('reads what was refused for want of a right', async () => {
    await expectRefusal(running().clerk.get('/api/users'), 403, 'right-missing');
    const [newest] = await entries('action=right.refused');
    expect(newest).toMatchObject({
      outcome: 'refused',
      role: 'county-clerk',
      subject: 'route',
      subjectId: 'users.manage',
      source: 'GET /api/users',
    });
  });

  it('goes through pages, each of at most a hundred, without a gap', async () => {
    const all: number[] = [];
    for (let page = await entries('limit=5'); page.length > 0; page = await entries(`limit=5&beforeId=${all.at(-1)}`))
      all.push(...page.map(({ id }) => id));
    expect(all).toEqual(Array.from({ length: all.length }, (_, i) => all.length - i));
    await expectRefusal(running().auditor.get('/api/audit/entries?limit=101'), 400, 'fields-invalid');
  });

  it('narrows by day and county, and sees no other city', async () => {
    expect(await entries('to=2020-01-01')).toEqual([]);
    expect(await entries('county=990000')).toEqual([]);
    await expectRefusal(running().auditor.get('/api/audit/entries?from=2022-02-30'), 400, 'date-invalid');
  });

  it('takes the trail away as a workbook and as text, which is recorded', async () => {
    const { auditor } = running();
    expect((await auditor.download('/api/audit/entries/export')).fileName).toMatch(/^审计记录_.*\.xlsx$/);
    const csv = await auditor.download('/api/audit/entries/export?format=csv&action=user.created');
    expect(csv.bytes.toString('utf8')).toMatch(/^\ufeff编号,时间,操作.*\r\n\d+,.*新建用户/);
    expect(await entries('action=audit.exported')).toMatchObject([
      { after: { format: 'csv', action: 'user.created' } },
      { after: { format: 'xlsx' } },
    ]);
  });

  it('reads who took a table away, and what an administrator did with an account', async () => {
    const { administrator, clerk } = running();
    await clerk.download('/api/enrolment/units.xlsx');
    expect(await entries('action=data.exported')).toMatchObject([{ subject: 'export', subjectId: 'units', role: 'county-clerk' }]);
    const { id, version } = (await body(administrator.get<UserEntryResponse[]>('/api/users'))).find(
      ({ role }) => role === 'county-clerk',
    ) ?? {
      id: 0,
      version: 0,
    };
    await body(administrator.post(`/api/users/${id}/unlock`, { version }));
    await body(administrator.put('/api/second-factor/roles', { roles: ['auditor'] }));
    await body(administrator.put('/api/second-factor/roles', { roles: [] }));
    expect(await entries('action=user.unlocked')).toMatchObject([{ subject: 'user', subjectId: String(id), userName: '系统管理员' }]);
    expect(await entries('action=totp.roles-changed')).toMatchObject([
      { before: { roles: ['auditor'] }, after: { roles: [] } },
      { before: { roles: [] }, after: { roles: ['auditor'] } },
    ]);
  });

  it('is the only one who reads it', async () => {
    const { administrator, clerk } = running();
    for (const client of [administrator, clerk])
      for (const path of ['/api/audit/entries', '/api/audit/entries/export', '/api/audit/head'])
        await expectRefusal(client.get(path), 403, 'right-missing');
  });

  it('has the trail verified on the command line, with a head that was exported', async () => {
    const { installation, auditor } = running();
    const head = await body(auditor.get<{ seq: number; mac: string }>('/api/audit/head'));
    const printed = await installation.cli('audit', 'head');
    expect(JSON.parse(printed.stdout)).toEqual(head);
    const verified = await installation.cli('audit', 'verify', '--json');
    expect({ code: verified.code, ...(JSON.parse(verified.stdout) as object) }).toMatchObject({ code: 0, sound: true, faults: [] });
  });
});
