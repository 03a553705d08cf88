import { describeDatabases } from '../support/services.js';
import { reminderWorld } from './world.js';

const WUYUAN = '150821';
const LINHE = '150802';

await describeDatabases('one message per person and day', (kind) => {
  const world = reminderWorld(kind);
  let [clerk, leader, reviewer] = [0, 0, 0];
  beforeAll(async () => {
    clerk = await world().user('clerk');
    leader = await world().user('leader', { role: 'county-leader' });
    reviewer = await world().user('reviewer', { role: 'municipal-reviewer', regionCode: '150800' });
    await world().user('health', { role: 'county-health-clerk' });
    await world().user('auditor', { role: 'auditor', regionCode: '150800' });
    await world().user('other', { regionCode: LINHE });
  });

  it('holds everything that the person is told: all cycles, all counties', async () => {
    await world().report('2025-10-10', WUYUAN);
    await world().report('2026-06-05', WUYUAN);
    await world().report('2025-10-10', LINHE, 'accepted');
    await world().passOn('2026-06-04');
    expect((await world().messages()).map(({ recipient, kinds }) => [recipient, ...kinds])).toEqual(
      expect.arrayContaining([
        [`user:${clerk}`, 'overdue', 'upcoming'],
        [`user:${leader}`, 'overdue', 'upcoming'],
        [`user:${reviewer}`, 'overdue'],
      ]),
    );
    expect(await world().messages()).toHaveLength(3);
    expect(
      world()
        .smtp.mails.map(({ to }) => to[0])
        .toSorted(),
    ).toEqual(['clerk@example.cn', 'leader@example.cn', 'reviewer@example.cn']);
  });

  it('is written once, however often it is planned, by however many', async () => {
    await world().report('2026-06-05', WUYUAN);
    world().clock.set('2026-06-05');
    await Promise.all([world().pass(), world().pass(), world().pass()]);
    world().clock.jump(5);
    await world().pass();
    expect(await world().messages()).toHaveLength(2);
    expect(world().smtp.mails).toHaveLength(2);
  });

  it('names its reader and nobody else', async () => {
    await world().report('2026-06-05', WUYUAN);
    await world().passOn('2026-06-06');
    const [mail] = world().smtp.to('clerk@example.cn');
    expect(mail?.subject).toBe('【报送提醒】1 份报表已逾期');
    expect(mail?.text.split(/\r?\n/).filter((line) => line !== '')).toEqual([
      '测试clerk，您好：',
      '1. 五原县“6月5日报送”（截止 2026年6月5日）：已逾期 1 天，请尽快提交。',
    ]);
    expect(mail?.headers.get('from')).toContain('<notice@example.cn>');
  });

  it('is queued without an address or a name in the job', async () => {
    await world().report('2026-06-05', WUYUAN);
    await world().passOn('2026-06-06');
    const jobs = JSON.stringify(await world().jobs('reminders.send'));
    expect(jobs).toContain(`2026-06-06-email-user:${clerk}`);
    expect(jobs).not.toMatch(/example|测试/);
  });
});
