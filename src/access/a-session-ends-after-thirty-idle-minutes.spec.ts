import { ABSOLUTE_HOURS, IDLE_MINUTES } from './domain/index.js';
import { AccessFixture } from './testing/access-fixture.js';
import { UserAccountEntity } from './typeorm/user-account.entity.js';
import { UserSessionEntity } from './typeorm/user-session.entity.js';

describe('a session', () => {
  let access: AccessFixture;
  let password: string;
  let token: string;

  beforeEach(async () => {
    access = await AccessFixture.open();
    password = await access.user('wuyuan.clerk');
    ({ token } = await access.enter('wuyuan.clerk', password));
  });
  afterEach(() => access.close());

  const lives = async (): Promise<boolean> => {
    const session = await access.resolveSession.run(token);
    await access.settled();
    return session !== undefined;
  };

  it('ends after thirty idle minutes', async () => {
    access.clock.pass({ minutes: IDLE_MINUTES - 1, seconds: 59 });
    expect(await lives()).toBe(true);
    access.clock.pass({ minutes: IDLE_MINUTES });
    expect(await lives()).toBe(false);
  });

  it('ends after twelve hours even when it is never idle', async () => {
    for (let quarter = 1; quarter < ABSOLUTE_HOURS * 4; quarter++) {
      access.clock.pass({ minutes: 15 });
      expect(await lives()).toBe(true);
    }
    access.clock.pass({ minutes: 15 });
    expect(await lives()).toBe(false);
  });

  it('ends at log-out, and logging out again does no harm', async () => {
    await access.logOut.run(token);
    expect(await lives()).toBe(false);
    await expect(access.logOut.run(token)).resolves.toBeUndefined();
  });

  it('ends when the account is disabled', async () => {
    await access.database.unitOfWork(() =>
      access.database.writer.update(UserAccountEntity, { username: 'wuyuan.clerk' }, { disabled: true }),
    );
    expect(await lives()).toBe(false);
  });

  it('is not opened by a token that was never given', async () => {
    expect(await access.resolveSession.run('')).toBeUndefined();
    expect(await access.resolveSession.run(`${token}x`)).toBeUndefined();
  });

  it('leaves only a hash of its token in the database, and nothing once it has ended', async () => {
    const rows = (): Promise<UserSessionEntity[]> => access.database.reader.find(UserSessionEntity);
    expect(JSON.stringify(await rows())).not.toContain(token);
    access.clock.pass({ minutes: IDLE_MINUTES });
    await access.enter('wuyuan.clerk', password);
    expect(await rows()).toHaveLength(1);
  });

  it('writes activity down once a minute at most', async () => {
    const lastSeen = async (): Promise<string | undefined> =>
      (await access.database.reader.findOneBy(UserSessionEntity, {}))?.lastSeenAt.toISOString();
    access.clock.pass({ seconds: 59 });
    await lives();
    expect(await lastSeen()).toBe('2020-06-01T01:00:00.000Z');
    access.clock.pass({ seconds: 1 });
    await lives();
    expect(await lastSeen()).toBe('2020-06-01T01:01:00.000Z');
  });

  it('carries the scope of the user as it is now', async () => {
    expect((await access.session(token)).principal).toMatchObject({ role: 'county-clerk', scope: { countyCodes: ['150821'] } });
    await access.database.unitOfWork(() =>
      access.database.writer.update(UserAccountEntity, { username: 'wuyuan.clerk' }, { role: 'municipal-reviewer', regionCode: '150800' }),
    );
    const { principal, user } = await access.session(token);
    expect(principal.scope.countyCodes).toEqual(['150802', '150821']);
    expect(user.rights).toContain('jobs.read');
  });
});
