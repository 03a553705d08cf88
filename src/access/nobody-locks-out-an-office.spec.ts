import { LOCK_MINUTES, MAX_FAILED_ATTEMPTS, MAX_FAILURES_OF_ADDRESS } from './domain/index.js';
import { AccessFixture, OFFICE } from './testing/access-fixture.js';

const ELSEWHERE = '203.0.113.9';

describe('failed log-ins are counted by account and by address', () => {
  let access: AccessFixture;
  let password: string;

  beforeEach(async () => {
    access = await AccessFixture.open();
    password = await access.user('wuyuan.clerk');
  });
  afterEach(() => access.close());

  const guess = async (username: string, times: number, address = ELSEWHERE): Promise<(string | undefined)[]> => {
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < times; i++) {
      const refused = await access.enter(username, 'wrong-Guess-1', { address }).catch((error: unknown) => error);
      codes.push((refused as { code?: string }).code);
    }
    return codes;
  };
  const enter = (address = OFFICE): Promise<unknown> => access.enter('wuyuan.clerk', password, { address });
  const failed = (times: number): string[] => Array.from({ length: times }, () => 'login-failed');

  it('a stranger who guesses from elsewhere locks the account there, and not where its user works', async () => {
    await enter();
    await guess('wuyuan.clerk', MAX_FAILED_ATTEMPTS);
    await expect(enter(ELSEWHERE)).rejects.toMatchObject({ code: 'login-locked' });
    await expect(enter(OFFICE)).resolves.toBeDefined();
  });

  it('a guesser who changes addresses gets five tries in all, not five at each', async () => {
    const addresses = Array.from({ length: 8 }, (_, i) => `198.51.100.${i}`);
    const codes: (string | undefined)[] = [];
    for (const address of addresses) codes.push(...(await guess('wuyuan.clerk', 1, address)));
    expect(codes).toEqual([...failed(MAX_FAILED_ATTEMPTS), 'login-locked', 'login-locked', 'login-locked']);
  });

  it('a guesser who changes accounts is stopped at the address, also for names that do not exist', async () => {
    const first = await guess('nobody-0', 1);
    for (let i = 1; i < MAX_FAILURES_OF_ADDRESS; i++) first.push(...(await guess(`nobody-${i}`, 1)));
    expect(first).toEqual(failed(MAX_FAILURES_OF_ADDRESS));
    expect(await guess('nobody-99', 1)).toEqual(['address-locked']);
    await expect(enter(ELSEWHERE)).rejects.toMatchObject({ code: 'address-locked', details: { minutes: LOCK_MINUTES } });
    access.clock.pass({ minutes: LOCK_MINUTES });
    await expect(enter(ELSEWHERE)).resolves.toBeDefined();
  });

  it('an address that is locked still lets in who was logged in there before: an office does not stand still for one of its computers', async () => {
    await enter(OFFICE);
    for (let i = 0; i < MAX_FAILURES_OF_ADDRESS; i++) await guess(`nobody-${i}`, 1, OFFICE);
    await expect(enter(OFFICE)).resolves.toBeDefined();
    expect(await guess('wuyuan.clerk', 1, OFFICE)).toEqual(['login-failed']);
    const other = await access.user('linhe.clerk', { regionCode: '150802' });
    await expect(access.enter('linhe.clerk', other, { address: OFFICE })).rejects.toMatchObject({ code: 'address-locked' });
  });

  it('mistyping before getting in is not charged to the address', async () => {
    const names = Array.from({ length: 3 }, (_, i) => `clerk.${i}`);
    const passwords = await Promise.all(names.map((name) => access.user(name)));
    for (let round = 0; round < 4; round++) {
      for (const [i, name] of names.entries()) {
        await guess(name, 3, OFFICE);
        await access.enter(name, passwords[i] ?? '', { address: OFFICE });
      }
    }
    expect(await guess('somebody', 1, OFFICE)).toEqual(['login-failed']);
    await expect(enter(OFFICE)).resolves.toBeDefined();
  });

  it('a name that does not exist locks like one that does, and is kept unreadable', async () => {
    expect(await guess('My-Secret-Passw0rd', MAX_FAILED_ATTEMPTS + 1)).toEqual([...failed(MAX_FAILED_ATTEMPTS), 'login-locked']);
    const rows: unknown = await access.database.reader.query('SELECT * FROM log_in_count');
    expect(JSON.stringify(rows).toLowerCase()).not.toContain('secret');
  });

  it('counts are forgotten when nothing fails for a while, and their rows go', async () => {
    await guess('wuyuan.clerk', MAX_FAILED_ATTEMPTS - 1);
    access.clock.pass({ minutes: LOCK_MINUTES });
    expect(await guess('wuyuan.clerk', 1)).toEqual(['login-failed']);
    await expect(enter(ELSEWHERE)).resolves.toBeDefined();
    access.clock.pass({ minutes: LOCK_MINUTES });
    await enter();
    expect(await access.database.reader.query('SELECT who FROM log_in_count')).toEqual([]);
  });

  it('an administrator unlocks at once', async () => {
    await guess('wuyuan.clerk', MAX_FAILED_ATTEMPTS, OFFICE);
    const { id, version, locked } = await access.entry('wuyuan.clerk');
    expect(locked).toBe(true);
    expect(await access.unlockUser.run(access.system, { id, version })).toMatchObject({ locked: false });
    await expect(enter()).resolves.toBeDefined();
  });
});
