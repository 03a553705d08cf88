import { AccessFixture, OFFICE } from './testing/access-fixture.js';

const NEW_PASSWORD = 'Sand-storm-2020';

describe('a first password has to be changed', () => {
  let access: AccessFixture;
  let first: string;

  beforeEach(async () => {
    access = await AccessFixture.open();
    first = await access.user('wuyuan.clerk');
  });
  afterEach(() => access.close());

  const change = async (token: string, current: string, next: string): Promise<string> =>
    access.changePassword.run(await access.session(token), { current, next }, OFFICE);

  it('is marked at log-in, and no longer after the change', async () => {
    const { token, user } = await access.enter('wuyuan.clerk', first);
    expect(user.mustChangePassword).toBe(true);
    const renewed = await change(token, first, NEW_PASSWORD);
    expect((await access.session(renewed)).user.mustChangePassword).toBe(false);
    await expect(access.enter('wuyuan.clerk', first)).rejects.toMatchObject({ code: 'login-failed' });
    await expect(access.enter('wuyuan.clerk', NEW_PASSWORD)).resolves.toBeDefined();
  });

  it("ends all sessions of the user with the change, gives a new one, and ends nobody else's", async () => {
    const other = await access.user('linhe.clerk', { regionCode: '150802' });
    const [mine, elsewhere, colleague] = [
      await access.enter('wuyuan.clerk', first),
      await access.enter('wuyuan.clerk', first),
      await access.enter('linhe.clerk', other),
    ];
    const renewed = await change(mine.token, first, NEW_PASSWORD);
    expect(await access.resolveSession.run(elsewhere.token)).toBeUndefined();
    expect(await access.resolveSession.run(mine.token)).toBeUndefined();
    expect(await access.resolveSession.run(renewed)).toBeDefined();
    expect(await access.resolveSession.run(colleague.token)).toBeDefined();
  });

  it('is not changed to a weak one, to itself, or without knowing it', async () => {
    const { token } = await access.enter('wuyuan.clerk', first);
    await expect(change(token, first, 'short-1A')).rejects.toMatchObject({ code: 'password-weak', kind: 'invalid' });
    await expect(change(token, first, first)).rejects.toMatchObject({ code: 'password-unchanged' });
    await expect(change(token, 'wrong-Guess-1', NEW_PASSWORD)).rejects.toMatchObject({ code: 'current-password-wrong' });
    await expect(access.enter('wuyuan.clerk', first)).resolves.toBeDefined();
  });
});
