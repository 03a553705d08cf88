import { codeOfStep, stepOf } from '../domain/index.js';
import { AccessFixture, OFFICE } from '../testing/access-fixture.js';
import type { ActiveSession } from '../resolve-session.js';

describe('a second factor', () => {
  let access: AccessFixture;
  let password: string;
  let token: string;
  let session: ActiveSession;
  let secret: Buffer;
  let recoveryCodes: readonly string[];

  beforeEach(async () => {
    access = await AccessFixture.open();
    password = await access.user('wuyuan.clerk');
    ({ token } = await access.enter('wuyuan.clerk', password));
    session = await access.session(token);
    const offered = await access.beginSecondFactor.run(session, password, OFFICE);
    secret = fromBase32(offered.secret);
    recoveryCodes = await access.confirmSecondFactor.run(session, code());
    access.clock.pass({ seconds: 30 });
  });
  afterEach(() => access.close());

  const code = (): string => codeOfStep(secret, stepOf(access.clock.now()));
  const enter = (typed?: string): Promise<unknown> => access.enter('wuyuan.clerk', password, typed === undefined ? {} : { code: typed });

  it('is asked for once the password was right, and not before', async () => {
    await expect(enter()).rejects.toMatchObject({ code: 'second-factor-required', kind: 'unauthenticated' });
    await expect(access.enter('wuyuan.clerk', 'wrong-Guess-1', { code: code() })).rejects.toMatchObject({ code: 'login-failed' });
    await expect(enter(code())).resolves.toMatchObject({ user: { secondFactor: true, mustSetSecondFactor: false } });
  });

  it('counts once, also when it comes twice in the same moment', async () => {
    const typed = code();
    const outcomes = await Promise.allSettled([enter(typed), enter(typed)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(enter(typed)).rejects.toMatchObject({ code: 'second-factor-wrong' });
    access.clock.pass({ seconds: 30 });
    await expect(enter(code())).resolves.toBeDefined();
  });

  it('is guessed five times at most', async () => {
    for (let i = 0; i < 5; i++) await expect(enter('000000')).rejects.toMatchObject({ code: 'second-factor-wrong' });
    await expect(enter(code())).rejects.toMatchObject({ code: 'login-locked' });
  });

  it('may be a recovery code, each once, however it is typed', async () => {
    expect(new Set(recoveryCodes).size).toBe(10);
    const [first = '', second = ''] = recoveryCodes;
    await expect(enter(first)).resolves.toBeDefined();
    await expect(enter(first)).rejects.toMatchObject({ code: 'second-factor-wrong' });
    await expect(enter(` ${second.toLowerCase().replaceAll('-', ' ')} `)).resolves.toBeDefined();
  });

  it('leaves neither secret nor recovery codes readable in the database', async () => {
    const { reader } = access.database;
    const kept = JSON.stringify([await reader.query('SELECT * FROM second_factor'), await reader.query('SELECT * FROM recovery_code')]);
    for (const text of [secret.toString('hex'), secret.toString('base64url'), ...recoveryCodes]) expect(kept).not.toContain(text);
    expect(kept).toContain('v1:');
  });

  it('is in force only once the app has shown that it knows the secret', async () => {
    const other = await access.user('linhe.clerk', { regionCode: '150802' });
    const theirs = await access.session((await access.enter('linhe.clerk', other)).token);
    await expect(access.confirmSecondFactor.run(theirs, '123456')).rejects.toMatchObject({ code: 'second-factor-not-begun' });
    await expect(access.beginSecondFactor.run(theirs, 'wrong-Guess-1', OFFICE)).rejects.toMatchObject({ code: 'current-password-wrong' });
    await access.beginSecondFactor.run(theirs, other, OFFICE);
    await expect(access.confirmSecondFactor.run(theirs, 'abcdef')).rejects.toMatchObject({ code: 'second-factor-wrong' });
    await expect(access.enter('linhe.clerk', other)).resolves.toBeDefined();
  });

  it('is not replaced while it is in force: who has stolen a session cannot put in their own', async () => {
    await expect(access.beginSecondFactor.run(session, password, OFFICE)).rejects.toMatchObject({ code: 'second-factor-on' });
    await expect(access.confirmSecondFactor.run(session, code())).rejects.toMatchObject({ code: 'second-factor-on' });
    const proof = { password, code: '000000' };
    await expect(access.removeSecondFactor.own(session, proof, OFFICE)).rejects.toMatchObject({ code: 'second-factor-wrong' });
    await access.removeSecondFactor.own(session, { password, code: code() }, OFFICE);
    await expect(enter()).resolves.toMatchObject({ user: { secondFactor: false } });
  });

  it('is taken away by an administrator from who has lost the phone, which ends all sessions', async () => {
    await access.removeSecondFactor.of(access.system, await access.entry('wuyuan.clerk'));
    expect(await access.resolveSession.run(token)).toBeUndefined();
    await expect(enter()).resolves.toBeDefined();
  });

  it('is demanded of roles, from the next request on', async () => {
    const other = await access.user('linhe.clerk', { regionCode: '150802' });
    ({ token } = await access.enter('linhe.clerk', other));
    expect(await access.demandSecondFactor.set(access.system, ['county-clerk', 'auditor', 'auditor'])).toEqual(['auditor', 'county-clerk']);
    expect((await access.session(token)).user.mustSetSecondFactor).toBe(true);
    expect(await access.entry('wuyuan.clerk')).toMatchObject({ mustSetSecondFactor: false, secondFactor: true });
    await access.demandSecondFactor.set(access.system, []);
    expect((await access.session(token)).user.mustSetSecondFactor).toBe(false);
  });
});

function fromBase32(text: string): Buffer {
  const bits = [...text].map((character) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
