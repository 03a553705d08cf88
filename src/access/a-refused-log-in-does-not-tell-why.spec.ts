import { Problem } from '../kernel/index.js';
import { UserAccountEntity } from './typeorm/user-account.entity.js';
import { PasswordHasher } from './password-hasher.js';
import { RefusalPace } from './refusal-pace.js';
import { AccessFixture } from './testing/access-fixture.js';

describe('a refused log-in does not tell why', () => {
  let access: AccessFixture;
  let password: string;

  beforeEach(async () => {
    access = await AccessFixture.open();
    password = await access.user('wuyuan.clerk');
  });
  afterEach(() => access.close());

  const refusal = (username: string, typed: string): Promise<unknown> =>
    access.enter(username, typed).then(
      () => 'logged in',
      (error: unknown) => (error instanceof Problem ? [error.code, error.kind, error.message, error.details] : error),
    );

  it('answers alike for an unknown user, a wrong password and a disabled account', async () => {
    const wrong = await refusal('wuyuan.clerk', 'wrong-Guess-1');
    const unknown = await refusal('nobody', 'wrong-Guess-1');
    await access.database.unitOfWork(() =>
      access.database.writer.update(UserAccountEntity, { username: 'wuyuan.clerk' }, { disabled: true }),
    );
    const disabled = await refusal('wuyuan.clerk', password);
    expect(wrong).toEqual(['login-failed', 'unauthenticated', '用户名或密码不正确，请核对后重新输入。', {}]);
    expect(unknown).toEqual(wrong);
    expect(disabled).toEqual(wrong);
  });

  it('hashes for an unknown user as well, and no decoy lets anybody in', async () => {
    const hasher = new PasswordHasher();
    const known = await hasher.hash('right-Passw0rd');
    const time = async (passwordHash: string | undefined): Promise<number> => {
      const started = performance.now();
      for (let i = 0; i < 5; i++) expect(await hasher.matches(passwordHash, 'wrong-Guess-1')).toBe(false);
      return performance.now() - started;
    };
    await time(undefined);
    const [withHash, without] = [await time(known), await time(undefined)];
    expect(without / withHash).toBeGreaterThan(0.2);
    expect(without / withHash).toBeLessThan(5);
  });

  it('holds every refusal to one pace, and no success', async () => {
    const pace = new RefusalPace(80);
    const time = async (work: () => Promise<unknown>): Promise<number> => {
      const started = performance.now();
      await pace.hold(work).catch(() => undefined);
      return performance.now() - started;
    };
    expect(await time(() => Promise.reject(new Error('refused')))).toBeGreaterThan(75);
    expect(await time(() => Promise.resolve())).toBeLessThan(60);
  });

  it('finds the account however the user name is typed', async () => {
    const { user } = await access.enter(' ＷＵＹＵＡＮ.Clerk ', password);
    expect(user.username).toBe('wuyuan.clerk');
  });
});
