import { AccessFixture, OFFICE } from './testing/access-fixture.js';

const OWN = ['Sand-storm-2020', 'tR4-vu9-Kxq2', 'mW7.Hq3.Pz8x', 'Gx2_Rv9_Tn5k', 'bK8+Wd4+Jf6s', 'yN3=Cq7=Lh9m'];

describe.each(['dengbao', 'modern'] as const)('with the profile %s', (profile) => {
  let access: AccessFixture;
  let first: string;

  beforeEach(async () => {
    access = await AccessFixture.open(profile);
    first = await access.user('wuyuan.clerk');
  });
  afterEach(() => access.close());

  const change = async (current: string, next: string): Promise<void> => {
    const { token } = await access.enter('wuyuan.clerk', current);
    await access.changePassword.run(await access.session(token), { current, next }, OFFICE);
  };

  if (profile === 'dengbao') {
    it('a password has to be changed after 90 days', async () => {
      await change(first, OWN[0] ?? '');
      access.clock.pass({ hours: 24 * 89 });
      expect((await access.enter('wuyuan.clerk', OWN[0] ?? '')).user).toMatchObject({
        mustChangePassword: false,
        passwordExpiresAt: new Date('2020-08-30T01:00:00.000Z'),
      });
      access.clock.pass({ hours: 24 });
      expect((await access.enter('wuyuan.clerk', OWN[0] ?? '')).user).toMatchObject({
        mustChangePassword: true,
        passwordChangeReason: 'expired',
      });
      await change(OWN[0] ?? '', OWN[1] ?? '');
      expect((await access.enter('wuyuan.clerk', OWN[1] ?? '')).user).toMatchObject({ mustChangePassword: false });
    });

    it('none of the last five comes back, the sixth may', async () => {
      let current = first;
      for (const next of OWN.slice(0, 5)) {
        await change(current, next);
        current = next;
      }
      for (const earlier of OWN.slice(0, 4)) await expect(change(current, earlier)).rejects.toMatchObject({ code: 'password-used-before' });
      await change(current, OWN[5] ?? '');
      await expect(change(OWN[5] ?? '', OWN[0] ?? '')).resolves.toBeUndefined();
    });

    it('nobody learns of earlier passwords without the current one', async () => {
      await change(first, OWN[0] ?? '');
      const { token } = await access.enter('wuyuan.clerk', OWN[0] ?? '');
      const wrong = access.changePassword.run(await access.session(token), { current: 'wrong-Guess-1', next: first }, OFFICE);
      await expect(wrong).rejects.toMatchObject({ code: 'current-password-wrong' });
    });
  } else {
    it('a long password does not grow old, and an earlier one may come back', async () => {
      await change(first, 'gale over the ninth dune');
      access.clock.pass({ hours: 24 * 89 });
      const { user } = await access.enter('wuyuan.clerk', 'gale over the ninth dune');
      expect(user).toMatchObject({ mustChangePassword: false, passwordExpiresAt: null });
      await change('gale over the ninth dune', 'quiet river under ice');
      await expect(change('quiet river under ice', 'gale over the ninth dune')).resolves.toBeUndefined();
      await expect(change('gale over the ninth dune', 'aB1!xY2?cD3.')).rejects.toMatchObject({ code: 'password-weak' });
    });
  }
});
