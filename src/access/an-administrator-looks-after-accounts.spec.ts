import { Scope, type Principal } from './domain/index.js';
import { AccessFixture, OFFICE, regions } from './testing/access-fixture.js';

describe('an administrator looks after accounts', () => {
  let access: AccessFixture;
  let password: string;
  let token: string;
  let seen: { id: number; version: number };

  beforeEach(async () => {
    access = await AccessFixture.open();
    password = await access.user('wuyuan.clerk');
    ({ token } = await access.enter('wuyuan.clerk', password));
    seen = await access.entry('wuyuan.clerk');
  });
  afterEach(() => access.close());

  const lives = async (): Promise<boolean> => (await access.resolveSession.run(token)) !== undefined;
  const administratorOf = (userId: number, regionCode: string): Principal => ({
    userId,
    displayName: '管理员',
    role: 'administrator',
    regionCode,
    scope: Scope.below(regionCode, regions),
  });

  it('a reset password is a new first one: it opens, has to be changed, and ends sessions and locks', async () => {
    for (let i = 0; i < 5; i++) await access.enter('wuyuan.clerk', 'wrong-Guess-1').catch(() => undefined);
    const { user, initialPassword } = await access.resetPassword.run(access.system, seen);
    expect(user).toMatchObject({ mustChangePassword: true, passwordChangeReason: 'first', locked: false, version: seen.version + 1 });
    expect(await lives()).toBe(false);
    await expect(access.enter('wuyuan.clerk', password)).rejects.toMatchObject({ code: 'login-failed' });
    await expect(access.enter('wuyuan.clerk', initialPassword)).resolves.toBeDefined();
  });

  it('a disabled account ends at once, and comes back as it was', async () => {
    const { version } = await access.setDisabled.disable(access.system, seen);
    expect(await lives()).toBe(false);
    await expect(access.enter('wuyuan.clerk', password)).rejects.toMatchObject({ code: 'login-failed' });
    expect(await access.setDisabled.enable(access.system, { id: seen.id, version })).toMatchObject({ disabled: false });
    await expect(access.enter('wuyuan.clerk', password)).resolves.toBeDefined();
  });

  it('another role or region holds from the next log-in, since all sessions end', async () => {
    const moved = await access.changeRole.run(access.system, seen, { role: 'county-leader', regionCode: '150802' });
    expect(moved).toMatchObject({ role: 'county-leader', regionCode: '150802' });
    expect(await lives()).toBe(false);
    const again = { id: seen.id, version: moved.version };
    await expect(access.changeRole.run(access.system, again, { role: 'county-leader', regionCode: '150800' })).rejects.toMatchObject({
      code: 'region-unfit',
    });
  });

  it('logging out everywhere ends every session, by the user or for the user', async () => {
    const { token: second } = await access.enter('wuyuan.clerk', password);
    expect(await access.logOutEverywhere.own(await access.session(token))).toBe(2);
    expect([await lives(), await access.resolveSession.run(second)]).toEqual([false, undefined]);
    ({ token } = await access.enter('wuyuan.clerk', password));
    await access.logOutEverywhere.of(access.system, seen);
    expect(await lives()).toBe(false);
  });

  it('a user has only so many sessions: the oldest one gives way', async () => {
    for (let i = 0; i < 2; i++) {
      access.clock.pass({ minutes: 1 });
      await access.enter('wuyuan.clerk', password);
    }
    expect(await lives()).toBe(true);
    access.clock.pass({ minutes: 1 });
    await access.enter('wuyuan.clerk', password);
    expect(await lives()).toBe(false);
  });

  it('only on what was seen', async () => {
    await access.setDisabled.disable(access.system, seen);
    await expect(access.setDisabled.enable(access.system, seen)).rejects.toMatchObject({ code: 'stale-version', kind: 'conflict' });
  });

  it("not on the administrator's own account, which another has to", async () => {
    await access.user('admin', { role: 'administrator', regionCode: '150800' });
    const own = await access.entry('admin');
    const self = administratorOf(own.id, '150800');
    const attempts = [
      access.setDisabled.disable(self, own),
      access.resetPassword.run(self, own),
      access.changeRole.run(self, own, { role: 'auditor', regionCode: '150800' }),
      access.removeSecondFactor.of(self, own),
    ];
    for (const attempt of await Promise.allSettled(attempts))
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'own-account' } });
  });

  it('not by one who was disabled a moment ago: of two who disable each other, one stays', async () => {
    await access.user('admin.a', { role: 'administrator', regionCode: '150800' });
    await access.user('admin.b', { role: 'administrator', regionCode: '150800' });
    const [a, b] = [await access.entry('admin.a'), await access.entry('admin.b')];
    const outcomes = await Promise.allSettled([
      access.setDisabled.disable(administratorOf(a.id, '150800'), b),
      access.setDisabled.disable(administratorOf(b.id, '150800'), a),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it("not on another city's users, who look like missing ones", async () => {
    const foreign = administratorOf(99_999, '150802');
    await access.user('linhe.admin', { role: 'administrator', regionCode: '150800' });
    const { id } = await access.entry('linhe.admin');
    const actor = { ...foreign, userId: id };
    await expect(access.setDisabled.disable(actor, seen)).rejects.toMatchObject({ code: 'not-found' });
    await expect(access.setDisabled.disable(actor, { id: 12_345, version: 1 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('and nobody else', async () => {
    const { principal } = await access.session(token);
    const attempts = [
      access.setDisabled.disable(principal, seen),
      access.setDisabled.enable(principal, seen),
      access.resetPassword.run(principal, seen),
      access.changeRole.run(principal, seen, { role: 'county-leader', regionCode: '150821' }),
      access.logOutEverywhere.of(principal, seen),
      access.unlockUser.run(principal, seen),
      access.removeSecondFactor.of(principal, seen),
      access.demandSecondFactor.set(principal, []),
    ];
    for (const attempt of await Promise.allSettled(attempts))
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'right-missing' } });
    expect(await lives()).toBe(true);
  });

  it('an account that nobody used for 90 days lets nobody in until it is enabled, and tells why only to its user', async () => {
    access.clock.pass({ hours: 24 * 90 });
    await expect(access.enter('wuyuan.clerk', password)).rejects.toMatchObject({ code: 'account-unused' });
    await expect(access.enter('wuyuan.clerk', 'wrong-Guess-1', { address: OFFICE })).rejects.toMatchObject({ code: 'login-failed' });
    expect(await access.entry('wuyuan.clerk')).toMatchObject({ unused: true, disabled: false });
    const { id, version } = await access.entry('wuyuan.clerk');
    expect(await access.setDisabled.enable(access.system, { id, version })).toMatchObject({ unused: false });
    await expect(access.enter('wuyuan.clerk', password)).resolves.toBeDefined();
  });
});
