import { LOCK_MINUTES, MAX_FAILED_ATTEMPTS } from './domain/index.js';
import { AccessFixture, OFFICE } from './testing/access-fixture.js';

describe('five failures lock the account', () => {
  let access: AccessFixture;
  let password: string;

  beforeEach(async () => {
    access = await AccessFixture.open();
    password = await access.user('wuyuan.clerk');
  });
  afterEach(() => access.close());

  const guess = (): Promise<unknown> => access.enter('wuyuan.clerk', 'wrong-Guess-1');
  const fail = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await expect(guess()).rejects.toMatchObject({ code: 'login-failed' });
  };
  const logIn = (): Promise<unknown> => access.enter('wuyuan.clerk', password);

  it('refuses even the right password for 15 minutes and tells how many remain', async () => {
    await fail(MAX_FAILED_ATTEMPTS);
    await expect(logIn()).rejects.toMatchObject({ code: 'login-locked', kind: 'forbidden', details: { minutes: LOCK_MINUTES } });
    access.clock.pass({ minutes: 10, seconds: 1 });
    await expect(logIn()).rejects.toMatchObject({ code: 'login-locked', details: { minutes: 5 } });
  });

  it('lets the user in again after 15 minutes, with the count at nought', async () => {
    await fail(MAX_FAILED_ATTEMPTS);
    access.clock.pass({ minutes: LOCK_MINUTES });
    await fail(MAX_FAILED_ATTEMPTS - 1);
    await expect(logIn()).resolves.toMatchObject({ user: { username: 'wuyuan.clerk' } });
  });

  it('counts failures in a row: a success between them starts anew', async () => {
    await fail(MAX_FAILED_ATTEMPTS - 1);
    await logIn();
    await fail(MAX_FAILED_ATTEMPTS - 1);
    await expect(logIn()).resolves.toBeDefined();
  });

  it('does not let more guesses through when they are sent all at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, guess));
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : 'in'));
    expect(codes.filter((code) => code === 'login-failed')).toHaveLength(MAX_FAILED_ATTEMPTS);
    expect(codes.filter((code) => code === 'login-locked')).toHaveLength(12 - MAX_FAILED_ATTEMPTS);
  });

  it('locks no other account', async () => {
    const other = await access.user('linhe.clerk', { regionCode: '150802' });
    await fail(MAX_FAILED_ATTEMPTS);
    await expect(access.enter('linhe.clerk', other)).resolves.toBeDefined();
  });

  it('counts wrong current passwords at a password change alike', async () => {
    const { token } = await access.enter('wuyuan.clerk', password);
    const session = await access.session(token);
    for (let i = 0; i < MAX_FAILED_ATTEMPTS; i++) {
      await expect(access.changePassword.run(session, { current: 'wrong-Guess-1', next: 'Sand-storm-2020' }, OFFICE)).rejects.toMatchObject(
        {
          code: 'current-password-wrong',
        },
      );
    }
    await expect(logIn()).rejects.toMatchObject({ code: 'login-locked' });
  });
});
