import { Scope, type Principal } from './domain/index.js';
import { AccessFixture, regions } from './testing/access-fixture.js';

describe('an administrator sets the e-mail address of a user', () => {
  let access: AccessFixture;

  beforeEach(async () => {
    access = await AccessFixture.open();
  });
  afterEach(() => access.close());

  const only = async () => (await access.listUsers.run(access.system))[0] ?? Promise.reject(new Error('There is no user.'));

  it('at once with the account, or later, or takes it away', async () => {
    await access.user('a.clerk', { email: ' a@example.cn ' });
    const { id, version, email } = await only();
    expect(email).toBe('a@example.cn');
    expect(await access.setEmail.run(access.system, id, 'b@example.cn', version)).toMatchObject({
      email: 'b@example.cn',
      version: version + 1,
    });
    expect(await access.setEmail.run(access.system, id, null, version + 1)).toMatchObject({ email: null });
    expect(await only()).toMatchObject({ email: null, version: version + 2 });
  });

  it('not over what somebody else has set meanwhile', async () => {
    await access.user('a.clerk');
    const { id, version } = await only();
    await access.setEmail.run(access.system, id, 'b@example.cn', version);
    await expect(access.setEmail.run(access.system, id, 'c@example.cn', version)).rejects.toMatchObject({ code: 'stale-version' });
    expect(await only()).toMatchObject({ email: 'b@example.cn' });
  });

  it('of somebody who exists, well formed, and with the right to', async () => {
    await access.user('a.clerk');
    const { id, version } = await only();
    const clerk: Principal = {
      userId: 7,
      displayName: '甲',
      role: 'county-clerk',
      regionCode: '150821',
      scope: Scope.below('150821', regions),
    };
    await expect(access.setEmail.run(access.system, id + 1, 'b@example.cn', 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(access.setEmail.run(access.system, id, 'nobody', version)).rejects.toMatchObject({ code: 'email-malformed' });
    await expect(access.setEmail.run(clerk, id, 'b@example.cn', version)).rejects.toMatchObject({ code: 'right-missing' });
  });
});
