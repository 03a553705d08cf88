import { oneKeyCipher } from '../../src/access/testing/one-key-cipher.js';
import { WebhookChannel } from '../../src/reminders/channels/webhook-channel.js';
import { OrganisationWebhookEntity } from '../../src/reminders/typeorm/reminder.entities.js';
import { readConfig } from '../../src/platform/config/config.js';
import { ROOT } from '../support/repository.js';
import { describeDatabases } from '../support/services.js';
import { reminderWorld } from './world.js';

const TEXT = { title: '标题', lines: ['正文'] };
const channel = new WebhookChannel(readConfig({}, ROOT));

describe('a robot in a private network', () => {
  it.each([
    ['an address of this machine', 'https://127.0.0.1/send'],
    ['the same, written otherwise', 'https://0x7f.1/send'],
    ['the same as IPv6', 'https://[::1]/send'],
    ['an address mapped into IPv6', 'https://[::ffff:10.0.0.1]/send'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data'],
    ['a name that resolves to this machine', 'https://localhost/send'],
  ])('is not posted to: %s', async (_what, url) => {
    expect(await channel.send({ url, format: 'wecom' }, TEXT)).toEqual({
      kind: 'refused',
      code: 'webhook-private-address',
      permanent: true,
    });
  });

  it('is not posted to in the clear', async () => {
    expect(await channel.send({ url: 'http://qyapi.weixin.qq.com/send', format: 'wecom' }, TEXT)).toMatchObject({
      code: 'webhook-not-https',
    });
  });

  it('is allowed where the configuration names the host, by that name only', async () => {
    const allowing = new WebhookChannel(readConfig({ WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' }, ROOT));
    expect(await allowing.send({ url: 'http://127.0.0.1:1/send', format: 'wecom' }, TEXT)).toEqual({
      kind: 'refused',
      code: 'webhook-ECONNREFUSED',
      permanent: false,
    });
    expect(await allowing.send({ url: 'https://localhost/send', format: 'wecom' }, TEXT)).toMatchObject({
      code: 'webhook-private-address',
    });
  });
});

await describeDatabases('the robot of an organisation', (kind) => {
  const world = reminderWorld(kind, {
    WEBHOOK_URL: 'https://oapi.dingtalk.com/robot/send?access_token=geheim-city',
    WEBHOOK_FORMAT: 'dingtalk',
  });
  const setting = { regionCode: '150821', url: 'https://qyapi.weixin.qq.com/send?key=geheim', format: 'wecom', version: 0 } as const;

  it('is sealed in the database and masked on screens; the city’s may stand in the configuration', async () => {
    const shown = await world().organisations.set(world().system, setting);
    expect(shown).toEqual({
      regionCode: '150821',
      regionName: '五原县',
      format: 'wecom',
      maskedUrl: 'https://qyapi.weixin.qq.com/****',
      setIn: 'system',
      version: 1,
    });
    const [row] = await world().database.reader.find(OrganisationWebhookEntity);
    expect(row?.sealedUrl).not.toContain('geheim');
    const all = await world().organisations.list(world().system);
    expect(all).toHaveLength(8);
    expect(all[0]).toMatchObject({ regionCode: '150800', setIn: 'configuration', maskedUrl: 'https://oapi.dingtalk.com/****', version: 0 });
    expect(JSON.stringify(all)).not.toContain('geheim');
    expect(await world().organisations.robotOf('150821')).toEqual({ url: setting.url, format: 'wecom' });
    expect(await world().organisations.robotOf('150802')).toBeUndefined();
  });

  it('is changed and removed only as it was seen', async () => {
    const stale = { code: 'stale-version', kind: 'conflict' };
    await expect(world().organisations.set(world().system, setting)).rejects.toMatchObject(stale);
    const changed = await world().organisations.set(world().system, { ...setting, format: 'dingtalk', version: 1 });
    expect(changed).toMatchObject({ format: 'dingtalk', version: 2 });
    await expect(world().organisations.set(world().system, { ...setting, url: null, version: 1 })).rejects.toMatchObject(stale);
    expect(await world().organisations.set(world().system, { ...setting, url: null, version: 2 })).toMatchObject({
      setIn: null,
      version: 0,
    });
  });

  it('belongs to the city or one of its counties', async () => {
    await expect(world().organisations.set(world().system, { ...setting, regionCode: '110000' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('cannot be read with another data key', async () => {
    await world().organisations.set(world().system, setting);
    const [row] = await world().database.reader.find(OrganisationWebhookEntity);
    expect(() => oneKeyCipher(Buffer.alloc(32)).open(row?.sealedUrl ?? '')).toThrow(
      expect.objectContaining({ code: 'sealed-by-other-key' }),
    );
  });
});
