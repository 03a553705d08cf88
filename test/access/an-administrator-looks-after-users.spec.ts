import type { CreatedUserResponse, UserEntryResponse, UserInfoResponse } from '../../src/access/access.dto.js';
import { ApiClient, body, expectRefusal } from '../support/api-client.js';
import { describeInstallations, runningInstallation } from '../support/installation.js';
import { administratorOf, LINHE, logInAgain, passwordOf, userWith, WUYUAN } from '../support/users.js';

await describeInstallations('an administrator looks after users', (kind) => {
  const running = runningInstallation(kind, async ({ application }) => {
    const administrator = await administratorOf(application);
    return { administrator, clerk: await userWith(administrator, 'county-clerk', WUYUAN, 'wuyuan.clerk') };
  });
  const seen = async (username: string): Promise<UserEntryResponse> => {
    const users = await body(running().administrator.get<UserEntryResponse[]>('/api/users'));
    const user = users.find((one) => one.username === username);
    if (!user) throw new Error(`There is no user ${username}.`);
    return user;
  };
  const act = async <T = UserEntryResponse>(username: string, action: string): Promise<T> => {
    const { id, version } = await seen(username);
    return body(running().administrator.post<T>(`/api/users/${id}/${action}`, { version }));
  };
  const ended = (client: ApiClient): Promise<unknown> => expectRefusal(client.get('/api/session'), 401, 'session-required');

  it('logs a user out on every computer', async () => {
    const { application, clerk } = running();
    const second = await logInAgain(application.address, 'wuyuan.clerk');
    await act('wuyuan.clerk', 'log-out');
    await ended(clerk);
    await ended(second);
  });

  it('a user can do that alone, and the cookie goes as well', async () => {
    const { application } = running();
    const [here, there] = [await logInAgain(application.address, 'wuyuan.clerk'), await logInAgain(application.address, 'wuyuan.clerk')];
    expect(await body(here.delete('/api/session/everywhere'))).toEqual({ ended: 2 });
    await ended(there);
    expect(here.sessionCookie).toMatch(/^session=$/);
  });

  it('disables at once, and enables again', async () => {
    const { application } = running();
    const client = await logInAgain(application.address, 'wuyuan.clerk');
    expect(await act('wuyuan.clerk', 'disable')).toMatchObject({ disabled: true });
    await ended(client);
    await expectRefusal(client.logIn('wuyuan.clerk', passwordOf('wuyuan.clerk')), 401, 'login-failed');
    expect(await act('wuyuan.clerk', 'enable')).toMatchObject({ disabled: false });
    await logInAgain(application.address, 'wuyuan.clerk');
  });

  it('resets a password, which has to be changed and fits the rules', async () => {
    const { application } = running();
    const { initialPassword } = await act<CreatedUserResponse>('wuyuan.clerk', 'password');
    const client = new ApiClient(application.address);
    expect(await body(client.logIn<UserInfoResponse>('wuyuan.clerk', initialPassword))).toMatchObject({ passwordChangeReason: 'first' });
    await expectRefusal(client.get('/api/imports'), 403, 'password-change-required');
    const change = (newPassword: string) => client.post('/api/session/password', { currentPassword: initialPassword, newPassword });
    await expectRefusal(change('Wuyuan@2024'), 400, 'password-guessable');
    await expectRefusal(change(passwordOf('wuyuan.clerk')), 400, 'password-used-before');
    await body(change('Sand-storm-2020'));
    await body(client.get('/api/imports'));
    expect(await body(client.get('/api/session/password-rules'))).toMatchObject({ minLength: 10, minClasses: 3, maxAgeDays: 90 });
  });

  it('moves a user to another role and county', async () => {
    const { administrator } = running();
    const { id, version } = await seen('wuyuan.clerk');
    const moved = { version, role: 'county-leader', regionCode: LINHE };
    expect(await body(administrator.put(`/api/users/${id}/role`, moved))).toMatchObject({ role: 'county-leader', regionCode: LINHE });
    await expectRefusal(administrator.put(`/api/users/${id}/role`, moved), 409, 'stale-version');
    await expectRefusal(administrator.put(`/api/users/${id}/role`, { ...moved, role: 'system' }), 400, 'fields-invalid');
  });

  it('is kept from the own account, and nobody else may', async () => {
    const { administrator } = running();
    const { id, version } = await seen('admin');
    await expectRefusal(administrator.post(`/api/users/${id}/disable`, { version }), 409, 'own-account');
    const other = await userWith(administrator, 'county-leader', LINHE);
    await expectRefusal(other.post(`/api/users/${id}/disable`, { version }), 403, 'right-missing');
    await expectRefusal(administrator.post('/api/users/99999/disable', { version: 1 }), 404, 'not-found');
  });

  it('does the same from the command line, by user name', async () => {
    const { installation } = running();
    const cli = async <T>(...args: string[]): Promise<T> => {
      const { code, stdout, stderr } = await installation.cli('user', ...args, '--json');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout) as T;
    };
    const added = ['--name', '命令行用户', '--role', 'county-clerk', '--region', WUYUAN, '--email', 'clerk@example.cn'];
    await cli('add', 'cli.clerk', ...added);
    expect(await cli('disable', 'cli.clerk')).toMatchObject({ username: 'cli.clerk', email: 'clerk@example.cn', disabled: true });
    expect(await cli('reset-password', 'CLI.clerk')).toMatchObject({ initialPassword: expect.stringMatching(/^(\w{4}-){3}\w{4}$/) });
    const { code, stdout, stderr } = await installation.cli('user', 'disable', 'no.body');
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: '没有找到该用户，请刷新列表后重试。\n' });
  });
});
