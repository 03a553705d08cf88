import { demand, Scope, type Principal } from './domain/index.js';
import { AccessFixture, regions } from './testing/access-fixture.js';

describe('an administrator manages users', () => {
  let access: AccessFixture;

  beforeEach(async () => {
    access = await AccessFixture.open();
  });
  afterEach(() => access.close());

  const clerk: Principal = {
    userId: 7,
    displayName: '测试用户',
    role: 'county-clerk',
    regionCode: '150821',
    scope: Scope.below('150821', regions),
  };

  it('creating one gives a first password, once, and never a hash', async () => {
    const created = await access.createUser.run(access.system, {
      username: 'Wuyuan.Clerk',
      displayName: ' 五原经办 ',
      role: 'county-clerk',
      regionCode: '150821',
    });
    expect(created.user).toMatchObject({ username: 'wuyuan.clerk', displayName: '五原经办', mustChangePassword: true, version: 1 });
    await expect(access.enter('wuyuan.clerk', created.initialPassword)).resolves.toBeDefined();
    const listed = JSON.stringify(await access.listUsers.run(access.system));
    expect(listed).toContain('wuyuan.clerk');
    expect(listed).not.toContain('argon2');
    expect(listed).not.toContain(created.initialPassword);
  });

  it('lists users by name and shows who is locked', async () => {
    await access.user('b.clerk');
    await access.user('a.clerk');
    for (let i = 0; i < 5; i++) await access.enter('b.clerk', 'wrong-Guess-1').catch(() => undefined);
    const users = await access.listUsers.run(access.system);
    expect(users.map(({ username, locked }) => [username, locked])).toEqual([
      ['a.clerk', false],
      ['b.clerk', true],
    ]);
  });

  it('takes a user name once, however it is typed', async () => {
    await access.user('wuyuan.clerk');
    await expect(access.user('WUYUAN.clerk')).rejects.toMatchObject({ code: 'username-taken', kind: 'conflict' });
  });

  it.each(['1clerk', 'a', '经办人', 'two words', "x'; drop", 'a'.repeat(33)])('refuses %j as a user name', async (username) => {
    await expect(access.user(username)).rejects.toMatchObject({ code: 'username-malformed' });
  });

  it('puts county roles into counties and others above them', async () => {
    await expect(access.user('u1', { regionCode: '150800' })).rejects.toMatchObject({ code: 'region-unfit' });
    await expect(access.user('u2', { role: 'municipal-reviewer', regionCode: '150821' })).rejects.toMatchObject({ code: 'region-unfit' });
    await expect(access.user('u3', { regionCode: '999999' })).rejects.toMatchObject({ code: 'region-unknown' });
    await expect(access.user('u4', { role: 'municipal-reviewer', regionCode: '150800' })).resolves.toBeDefined();
  });

  it('is the only one who may', async () => {
    expect(() => demand(clerk, 'users.manage')).toThrow(expect.objectContaining({ code: 'right-missing' }));
    await expect(access.listUsers.run(clerk)).rejects.toMatchObject({ code: 'right-missing', kind: 'forbidden' });
    const basics = { username: 'x.clerk', displayName: '甲', role: 'county-clerk', regionCode: '150821' } as const;
    await expect(access.createUser.run(clerk, basics)).rejects.toMatchObject({ code: 'right-missing' });
  });
});
