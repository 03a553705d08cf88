import { ReminderDeliveryEntity } from '../../src/reminders/typeorm/reminder.entities.js';
import { OK } from '../support/robot-server.js';
import { describeDatabases } from '../support/services.js';
import { reminderWorld } from './world.js';

await describeDatabases('a message is sent at most once', (kind) => {
  const world = reminderWorld(kind);
  const set = (regionCode: string, url: string | null, version: number) =>
    world().organisations.set(world().system, { regionCode, url, format: 'dingtalk', version });
  let robotVersion = 0;
  beforeAll(async () => {
    await world().user('clerk');
  });
  beforeEach(() => world().report('2026-06-05'));
  afterEach(async () => {
    world().robot.answer = OK;
    if (robotVersion > 0) await set('150821', null, robotVersion);
    robotVersion = 0;
  });
  const withRobot = async (path = '/robot'): Promise<void> => {
    robotVersion = (await set('150821', world().robot.url(path), 0)).version;
  };
  const sendJob = async () => (await world().jobs('reminders.send'))[0];

  it('again after a refusal, with back-off, until it is taken', async () => {
    world().smtp.mood = 'refuse-message';
    await world().passOn('2026-06-05');
    expect(await sendJob()).toMatchObject({ state: 'queued', attempts: 1, errorCode: 'delivery-refused' });
    await world().pass();
    expect(world().smtp.attempts).toBe(1);
    world().smtp.mood = 'accept';
    world().clock.jump(1 / 30);
    await world().pass();
    expect(world().smtp.mails).toHaveLength(1);
    expect(await sendJob()).toMatchObject({ state: 'done', attempts: 2, errorCode: null });
    expect(await world().deliveries()).toEqual([{ state: 'sent', errorCode: null }]);
  });

  it('not again to a mailbox that does not exist, which the job says without naming it', async () => {
    world().smtp.mood = 'refuse-recipient';
    await world().passOn('2026-06-05');
    const job = await sendJob();
    expect(job).toMatchObject({ state: 'failed', attempts: 1, errorCode: 'delivery-refused-for-good' });
    expect(job?.errorMessage).toContain('smtp-550');
    expect(JSON.stringify(job)).not.toContain('example.cn');
  });

  it('again where the mail server cannot be reached', async () => {
    const world2 = world();
    await world2.smtp.close();
    await world2.passOn('2026-06-05');
    expect(await sendJob()).toMatchObject({ state: 'queued', errorCode: 'delivery-refused' });
    expect(await world2.deliveries()).toEqual([{ state: 'waiting', errorCode: expect.stringMatching(/^smtp-/) }]);
    await world2.smtp.reopen();
    world2.clock.jump(1);
    await world2.pass();
    expect(world2.smtp.mails).toHaveLength(1);
  });

  it('not again where the connection broke after the message was handed over: it may have arrived', async () => {
    world().smtp.mood = 'cut';
    await world().passOn('2026-06-05');
    expect(world().smtp.attempts).toBe(1);
    expect(await sendJob()).toMatchObject({ state: 'failed', errorCode: 'delivery-unknown' });
    expect(await world().deliveries()).toEqual([{ state: 'unknown', errorCode: expect.stringMatching(/^smtp-/) }]);
  });

  it('not again where the process died while it was being sent', async () => {
    world().smtp.mood = 'refuse-message';
    await world().passOn('2026-06-05');
    const { database } = world();
    await database.unitOfWork(() => database.writer.update(ReminderDeliveryEntity, { channel: 'email' }, { state: 'sending' }));
    world().smtp.mood = 'accept';
    world().clock.jump(1);
    await world().pass();
    expect(world().smtp.mails).toEqual([]);
    expect(await world().deliveries()).toEqual([{ state: 'unknown', errorCode: 'interrupted' }]);
    expect(await sendJob()).toMatchObject({ state: 'failed', errorCode: 'delivery-unknown' });
  });

  it('not again where nobody knows, even if an administrator retries the job', async () => {
    world().smtp.mood = 'cut';
    await world().passOn('2026-06-05');
    world().smtp.mood = 'accept';
    const job = await sendJob();
    if (job) await world().retry(job);
    await world().pass();
    expect(world().smtp.mails).toEqual([]);
    expect(await sendJob()).toMatchObject({ state: 'failed', errorCode: 'delivery-unknown' });
  });

  it('again where an administrator retries what was refused for good, after the mailbox was made', async () => {
    world().smtp.mood = 'refuse-recipient';
    await world().passOn('2026-06-05');
    world().smtp.mood = 'accept';
    const job = await sendJob();
    if (job) await world().retry(job);
    await world().pass();
    expect(world().smtp.mails).toHaveLength(1);
    expect(await sendJob()).toMatchObject({ state: 'done' });
  });

  it('to the group of an organisation as markdown, once for all its people', async () => {
    await world().user('second');
    await withRobot();
    await world().passOn('2026-06-05');
    expect(
      world()
        .robot.at('/robot')
        .map(({ body }) => body),
    ).toEqual([
      {
        msgtype: 'markdown',
        markdown: { title: '【报送提醒】今天是报表报送截止日', text: expect.stringContaining('五原县各位同事，您好：') },
      },
    ]);
  });

  it.each([
    ['a robot that is asked too often', { status: 200, body: '{"errcode":45009}' }, 'queued', 'delivery-refused'],
    ['a server in trouble', { status: 503, body: '' }, 'queued', 'delivery-refused'],
    ['a robot that does not exist', { status: 200, body: '{"errcode":93000}' }, 'failed', 'delivery-refused-for-good'],
    [
      'a redirection, which is not followed',
      { status: 302, headers: { location: '/elsewhere' }, body: '' },
      'failed',
      'delivery-refused-for-good',
    ],
    ['a connection that breaks', 'cut', 'failed', 'delivery-unknown'],
  ] as const)('with %s', async (_what, answer, state, errorCode) => {
    await withRobot();
    world().robot.answer = answer;
    await world().passOn('2026-06-05');
    const job = (await world().jobs('reminders.send')).find(({ key }) => key.includes('webhook'));
    expect(job).toMatchObject({ state, errorCode, attempts: 1 });
    expect(world().robot.posts).toHaveLength(1);
    expect(JSON.stringify(job)).not.toContain('/robot');
  });
});
