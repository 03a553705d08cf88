import type { UserEntryResponse } from '../../src/access/access.dto.js';
import type { JobView } from '../../src/jobs/jobs.dto.js';
import type { MessagesView } from '../../src/reminders/messages.dto.js';
import type { GapsView, WebhookView } from '../../src/reminders/reminders.dto.js';
import { body, expectRefusal, type ApiClient } from '../support/api-client.js';
import { describeInstallations, Installation } from '../support/installation.js';
import { eventually, type Application } from '../support/processes.js';
import { RobotServer } from '../support/robot-server.js';
import { SmtpServer } from '../support/smtp-server.js';
import { administratorOf, CITY_CODE, LINHE, logInAgain, userWith, WUYUAN } from '../support/users.js';

const SECRET = 'geheim-key';

/** Long past, so that every day is a day on which it is overdue. */
const DUE = '2022-10-10';

await describeInstallations('reminders', (kind) => {
  let installation: Installation;
  let smtp: SmtpServer;
  let robot: RobotServer;
  let application: Application;
  let administrator: ApiClient;
  let clerk: ApiClient;

  const start = async (): Promise<Application> => {
    const env = { SMTP_URL: smtp.url, SMTP_FROM: 'notice@example.cn', WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' };
    return installation.start(env);
  };

  const setEmail = async (username: string, email: string | null): Promise<UserEntryResponse> => {
    const users = await body(administrator.get<UserEntryResponse[]>('/api/users'));
    const { id, version } = users.find((user) => user.username === username) ?? fail(`There is no user ${username}.`);
    return body(administrator.put<UserEntryResponse>(`/api/users/${id}/email`, { email, version }));
  };

  beforeAll(async () => {
    [installation, smtp, robot] = [await Installation.create(kind), await SmtpServer.listen(), await RobotServer.listen()];
    application = await start();
    administrator = await administratorOf(application);
    clerk = await userWith(administrator, 'county-clerk', WUYUAN, 'wuyuan.clerk');
    await userWith(administrator, 'municipal-reviewer', CITY_CODE, 'reviewer');
    await userWith(administrator, 'county-clerk', LINHE, 'linhe.clerk');
  });
  afterAll(async () => {
    await installation.drop();
    await smtp.close();
    await robot.close();
  });

  it('show the administrator who has no address, and which county nobody looks after', async () => {
    const gaps = await body(administrator.get<GapsView>('/api/reminders/gaps'));
    expect(gaps.emailConfigured).toBe(true);
    expect(gaps.people.map(({ username, hasEmail }) => [username, hasEmail])).toEqual([
      ['linhe.clerk', false],
      ['reviewer', false],
      ['wuyuan.clerk', false],
    ]);
    expect(gaps.countiesWithoutPeople.map(({ code }) => code)).toEqual(['150822', '150823', '150824', '150825', '150826']);
    await expectRefusal(clerk.get('/api/reminders/gaps'), 403, 'right-missing');
  });

  it('go to addresses that the administrator sets; wrong ones are refused', async () => {
    expect(await setEmail('wuyuan.clerk', 'wuyuan@example.cn')).toMatchObject({ email: 'wuyuan@example.cn' });
    await setEmail('reviewer', 'reviewer@example.cn');
    const wrong = administrator.put('/api/users/1/email', { email: 'nobody', version: 1 });
    await expectRefusal(wrong, 400, 'email-malformed');
    await expectRefusal(clerk.put('/api/users/1/email', { email: 'a@example.cn', version: 1 }), 403, 'right-missing');
    expect((await body(administrator.get<GapsView>('/api/reminders/gaps'))).people.map(({ username }) => username)).toEqual([
      'linhe.clerk',
    ]);
  });

  it('go to a robot whose address is never shown again', async () => {
    const setting = { url: `${robot.url('/send')}?key=${SECRET}`, format: 'wecom', version: 0 };
    const set = await body(administrator.put<WebhookView>(`/api/reminders/webhooks/${LINHE}`, setting));
    expect(set).toMatchObject({ setIn: 'system', maskedUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\*{4}$/) });
    await expectRefusal(administrator.put(`/api/reminders/webhooks/${LINHE}`, setting), 409, 'stale-version');
    await expectRefusal(
      administrator.put(`/api/reminders/webhooks/${WUYUAN}`, { ...setting, url: 'http://example.cn/x' }),
      400,
      'webhook-not-https',
    );
    expect(JSON.stringify(await body(administrator.get('/api/reminders/webhooks')))).not.toContain(SECRET);
  });

  it('reach everybody concerned on each channel, once, by a service that starts after 08:30', async () => {
    expect(await installation.cli('report', '--due', DUE, '--out', installation.dataDir)).toMatchObject({ code: 0 });
    await application.stop();
    await installation.letJobsRunAgain('reminders.collect');
    application = await start();
    administrator = await logInAgain(application.address, 'admin');
    clerk = await logInAgain(application.address, 'wuyuan.clerk');
    await eventually('all is sent', async () => (smtp.mails.length >= 2 && robot.posts.length >= 1 ? true : undefined), 60);
    expect(smtp.mails.map(({ to }) => to).toSorted()).toEqual([['reviewer@example.cn'], ['wuyuan@example.cn']]);
    expect(smtp.to('reviewer@example.cn')[0]?.text).toContain('临河区');
    expect(smtp.to('wuyuan@example.cn')[0]?.text).not.toContain('临河区');
    expect(robot.posts).toHaveLength(1);
  });

  it('stand in the system until they are read, each in its reader’s list only', async () => {
    const { unread, messages } = await body(clerk.get<MessagesView>('/api/messages?unread=true'));
    expect({ unread, count: messages.length }).toEqual({ unread: 1, count: 1 });
    const [message] = messages;
    expect(message).toMatchObject({
      title: '【报送提醒】1 份报表已逾期',
      readAt: null,
      reports: [{ countyCode: WUYUAN, dueOn: DUE, kind: 'overdue' }],
    });
    const other = await logInAgain(application.address, 'linhe.clerk');
    await expectRefusal(other.post(`/api/messages/${message?.id ?? 0}/read`), 404, 'not-found');
    expect(await clerk.post(`/api/messages/${message?.id ?? 0}/read`)).toMatchObject({ status: 204 });
    expect(await body(clerk.get<MessagesView>('/api/messages?unread=true'))).toEqual({ unread: 0, messages: [] });
    const [read] = (await body(clerk.get<MessagesView>('/api/messages'))).messages;
    expect(read?.readAt).not.toBeNull();
    expect((await body(clerk.get<MessagesView>(`/api/messages?beforeId=${read?.id ?? 0}`))).messages).toEqual([]);
  });

  it('stand on the job page without address, name or secret, and not in the log', async () => {
    const jobs = await eventually('the jobs are done', async () => {
      const found = await body(administrator.get<JobView[]>('/api/jobs?name=reminders.send'));
      return found.every(({ state }) => state === 'done') ? found : undefined;
    });
    expect(jobs).toHaveLength(3);
    for (const text of [JSON.stringify(jobs), application.stderr()])
      expect(text).not.toMatch(new RegExp(`${SECRET}|example\\.cn|county-clerk 150821`));
  });
});

function fail(message: string): never {
  throw new Error(message);
}
