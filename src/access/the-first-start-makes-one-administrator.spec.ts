import { isStrongPassword, PASSWORD_PROFILES } from './domain/index.js';
import { AccessFixture } from './testing/access-fixture.js';

describe('the first start makes one administrator', () => {
  let access: AccessFixture;

  beforeEach(async () => {
    access = await AccessFixture.open();
  });
  afterEach(() => access.close());

  it('with a strong random password that has to be changed', async () => {
    const [made] = await access.ensureAdministrator.run();
    expect(made?.username).toBe('admin');
    expect(isStrongPassword(made?.password ?? '', PASSWORD_PROFILES.dengbao)).toBe(true);
    const { user } = await access.enter('admin', made?.password ?? '');
    expect(user).toMatchObject({ role: 'administrator', regionCode: '150800', mustChangePassword: true });
  });

  it('and later starts none', async () => {
    await access.ensureAdministrator.run();
    expect(await access.ensureAdministrator.run()).toEqual([]);
  });

  it('also when two processes start at once', async () => {
    const made = (await Promise.all([access.ensureAdministrator.run(), access.ensureAdministrator.run()])).flat();
    const [winner] = made;
    expect(made).toHaveLength(1);
    await expect(access.enter('admin', winner?.password ?? '')).resolves.toBeDefined();
  });
});
