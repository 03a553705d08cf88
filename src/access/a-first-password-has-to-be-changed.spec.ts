import { AccessFixture } from './testing/access-fixture.js';

const NEW_PASSWORD = 'Sand-storm-2020';

describe('a first password has to be changed', () => {
  let access: AccessFixture;
  let first: string;

  beforeEach(async () => {
    access = await AccessFixture.open();
    first = await access.user('wuyuan.clerk');
  });
  afterEach(() => access.close());

  const change = async (token: string, current: string, next: string): Promise<void> =>
    access.changePassword.run(await access.session(token), current, next);

  it('is marked at log-in, and no longer after the change', async () => {
    const { token, user } = await access.logIn.run('wuyuan.clerk', first);
    expect(user.mustChangePassword).toBe(true);
    await change(token, first, NEW_PASSWORD);
    expect((await access.session(token)).user.mustChangePassword).toBe(false);
    await expect(access.logIn.run('wuyuan.clerk', first)).rejects.toMatchObject({ code: 'login-failed' });
    await expect(access.logIn.run('wuyuan.clerk', NEW_PASSWORD)).resolves.toBeDefined();
  });

  it("ends all other sessions of the user with the change, and nobody else's", async () => {
    const other = await access.user('linhe.clerk', { regionCode: '150802' });
    const [mine, elsewhere, colleague] = [
      await access.logIn.run('wuyuan.clerk', first),
      await access.logIn.run('wuyuan.clerk', first),
      await access.logIn.run('linhe.clerk', other),
    ];
    await change(mine.token, first, NEW_PASSWORD);
    expect(await access.resolveSession.run(elsewhere.token)).toBeUndefined();
    expect(await access.resolveSession.run(mine.token)).toBeDefined();
    expect(await access.resolveSession.run(colleague.token)).toBeDefined();
  });

  it('is not changed to a weak one, to itself, or without knowing it', async () => {
    const { token } = await access.logIn.run('wuyuan.clerk', first);
    await expect(change(token, first, 'short-1A')).rejects.toMatchObject({ code: 'password-weak', kind: 'invalid' });
    await expect(change(token, first, first)).rejects.toMatchObject({ code: 'password-unchanged' });
    await expect(change(token, 'wrong-Guess-1', NEW_PASSWORD)).rejects.toMatchObject({ code: 'current-password-wrong' });
    await expect(access.logIn.run('wuyuan.clerk', first)).resolves.toBeDefined();
  });
});
