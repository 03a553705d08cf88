import type { CreatedUserResponse } from '../../src/access/access.dto.js';
import { ApiClient, body, expectRefusal, type Answer } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { administratorOf, CITY_CODE, logInAgain, passwordOf, userWith, WUYUAN } from '../support/users.js';

await describeInstallations('log-in is guarded over all processes', (kind) => {
  const running = runningInstallation(kind, async ({ application, installation }) => {
    const administrator = await administratorOf(application);
    await userWith(administrator, 'county-clerk', WUYUAN, 'wuyuan.clerk');
    const second = await installation.start({ ROLE: 'web', TRUST_PROXY: 'loopback' });
    return { administrator, second };
  });

  /** A log-in whose sender says that it comes from `address`. */
  const from = async (server: string, address: string, username: string, password: string): Promise<Answer> => {
    const response = await fetch(`${server}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ username, password }),
    });
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', body: await response.json() };
  };
  const guess = (server: string, address: string, username: string) => from(server, address, username, 'wrong-Guess-1');

  it('counts the failures of two processes together', async () => {
    const { application, second, administrator } = running();
    await userWith(administrator, 'county-clerk', WUYUAN, 'both.clerk');
    for (const server of [application, second, application, second, application])
      await expectRefusal(new ApiClient(server.address).logIn('both.clerk', 'wrong-Guess-1'), 401, 'login-failed');
    for (const server of [application, second])
      await expectRefusal(new ApiClient(server.address).logIn('both.clerk', passwordOf('both.clerk')), 403, 'login-locked');
  });

  it('believes the word of a proxy that it was told of: each sender counts alone', async () => {
    const { second } = running();
    const server = second.address;
    await body(from(server, '203.0.113.7', 'wuyuan.clerk', passwordOf('wuyuan.clerk')));
    for (let i = 0; i < 5; i++) await expectRefusal(guess(server, '198.51.100.1', 'wuyuan.clerk'), 401, 'login-failed');
    await expectRefusal(guess(server, '198.51.100.1', 'wuyuan.clerk'), 403, 'login-locked');
    await body(from(server, '203.0.113.7', 'wuyuan.clerk', passwordOf('wuyuan.clerk')));
  });

  it('believes nobody else: a sender cannot take another address for each guess', async () => {
    const { application, administrator } = running();
    await userWith(administrator, 'county-clerk', WUYUAN, 'forged.clerk');
    for (let i = 0; i < 5; i++) await expectRefusal(guess(application.address, `198.51.100.${i}`, 'forged.clerk'), 401, 'login-failed');
    await expectRefusal(from(application.address, '198.51.100.9', 'forged.clerk', passwordOf('forged.clerk')), 403, 'login-locked');
  });

  it('asks a role for a second factor when the administrator says so', async () => {
    const { administrator, application } = running();
    const { initialPassword } = await body(
      administrator.post<CreatedUserResponse>('/api/users', {
        username: 'two.factors',
        displayName: '审计员',
        role: 'auditor',
        regionCode: CITY_CODE,
      }),
    );
    await body(administrator.put('/api/second-factor/roles', { roles: ['auditor'] }));
    const auditor = new ApiClient(application.address);
    await body(auditor.logIn('two.factors', initialPassword));
    const currentPassword = passwordOf('two.factors');
    await body(auditor.post('/api/session/password', { currentPassword: initialPassword, newPassword: currentPassword }));
    await expectRefusal(auditor.get('/api/calendar/years'), 403, 'second-factor-setup-required');
    expect(await body(auditor.get('/api/session'))).toMatchObject({ mustSetSecondFactor: true });
    const { secret, otpauthUri } = await body(
      auditor.post<{ secret: string; otpauthUri: string }>('/api/session/second-factor', { currentPassword }),
    );
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(otpauthUri).toContain(`secret=${secret}`);
    await expectRefusal(auditor.post('/api/session/second-factor/confirm', { code: 'abcdef' }), 400, 'second-factor-wrong');
    await body(administrator.put('/api/second-factor/roles', { roles: [] }));
    await body(auditor.get('/api/calendar/years'));
    expect((await logInAgain(application.address, 'two.factors')).sessionCookie).not.toBe('');
  });
});
