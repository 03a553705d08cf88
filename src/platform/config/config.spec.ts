import { join } from 'node:path';
import { Problem } from '../../kernel/index.js';
import { readConfig, type Config } from './config.js';

const ROOT = '/srv/product';
const read = (env: Record<string, string> = {}): Config => readConfig(env, ROOT);

function refusal(env: Record<string, string>): string {
  try {
    read(env);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ kind: 'invalid', code: 'config-invalid' });
    return error instanceof Problem ? error.message : '';
  }
  throw new Error('The configuration was accepted.');
}

describe('the configuration', () => {
  it('needs nothing to be set: SQLite, the embedded dispatcher, only this machine', () => {
    expect(read()).toEqual({
      role: 'all',
      host: '127.0.0.1',
      port: 3000,
      dataDir: join(ROOT, 'data'),
      databaseUrl: undefined,
      dialect: 'sqlite',
      redisUrl: undefined,
      allowWeakDurability: false,
      secureCookies: false,
      trustedProxies: [],
      passwordProfile: 'dengbao',
      disableUnusedAfterDays: 90,
      sessionsPerUser: 5,
      requestsPerMinute: 1_200,
      logLevel: 'info',
      regionPacks: [],
      defaultRegionPack: join(ROOT, 'region-packs/150800'),
      templatesDir: join(ROOT, 'templates'),
      smtpUrl: undefined,
      smtpFrom: undefined,
      webhookUrl: undefined,
      webhookFormat: 'wecom',
      webhookPrivateHosts: [],
      auditKeepDays: 1_095,
      backup: {
        dir: undefined,
        atMinute: 120,
        keyFile: undefined,
        passphrase: undefined,
        keepDays: 30,
        keepLast: 7,
        maxAgeHours: undefined,
      },
      dataKey: undefined,
      cipherProfile: 'aes',
    });
  });

  it('takes an empty variable as not set', () => {
    const names =
      'ROLE HOST PORT DATA_DIR DATABASE_URL REDIS_URL ALLOW_WEAK_DURABILITY SECURE_COOKIES LOG_LEVEL REGION_PACK DATA_KEY CIPHER_PROFILE';
    expect(read(Object.fromEntries(names.split(' ').map((name) => [name, ''])))).toEqual(read());
  });

  it('takes what is set', () => {
    expect(
      read({
        ROLE: 'worker',
        HOST: '0.0.0.0',
        PORT: '8080',
        DATA_DIR: '/var/lib/product',
        REDIS_URL: 'redis://127.0.0.1:6379/1',
        ALLOW_WEAK_DURABILITY: 'true',
        SECURE_COOKIES: 'true',
        LOG_LEVEL: 'warn',
        REGION_PACK: '150800, 150700',
        DATA_KEY: 'Ab'.repeat(32),
        CIPHER_PROFILE: 'sm',
      }),
    ).toMatchObject({
      role: 'worker',
      host: '0.0.0.0',
      port: 8080,
      dataDir: '/var/lib/product',
      redisUrl: 'redis://127.0.0.1:6379/1',
      allowWeakDurability: true,
      secureCookies: true,
      logLevel: 'warn',
      regionPacks: [join(ROOT, 'region-packs/150800'), join(ROOT, 'region-packs/150700')],
      dataKey: 'Ab'.repeat(32),
      cipherProfile: 'sm',
    });
  });

  it.each<[string, Config['dialect']]>([
    ['mysql://user:pw@db:3306/product', 'mysql'],
    ['mariadb://user:pw@db:3306/product', 'mariadb'],
  ])('the address %s means %s', (databaseUrl, dialect) => {
    expect(read({ DATABASE_URL: databaseUrl })).toMatchObject({ databaseUrl, dialect });
  });
});

describe('the configuration of access', () => {
  it('takes profile, limits and proxies', () => {
    const env = { PASSWORD_PROFILE: 'modern', DISABLE_UNUSED_AFTER_DAYS: '0', SESSIONS_PER_USER: '2', REQUESTS_PER_MINUTE: '6000' };
    expect(read({ ...env, TRUST_PROXY: 'loopback, 10.1.2.3,10.8.0.0/16 , 2001:db8::/32' })).toMatchObject({
      passwordProfile: 'modern',
      disableUnusedAfterDays: 0,
      sessionsPerUser: 2,
      requestsPerMinute: 6000,
      trustedProxies: ['loopback', '10.1.2.3', '10.8.0.0/16', '2001:db8::/32'],
    });
  });

  it.each(['true', '1', '*', '0.0.0.0/0', '::/0', '10.0.0.0/33', 'proxy.example.cn', '10.1.2.3/8/8'])(
    'believes no word of %s: whoever it is could then say any address',
    (proxy) => {
      expect(refusal({ TRUST_PROXY: proxy })).toContain('TRUST_PROXY 应为代理服务器的地址或网段');
    },
  );
});

describe('the configuration of reminders', () => {
  it('takes a mail server with its sender, and a robot', () => {
    const robot = { WEBHOOK_URL: 'https://oapi.dingtalk.com/robot/send?access_token=x', WEBHOOK_FORMAT: 'dingtalk' };
    const mail = { SMTP_URL: 'smtps://user:pw@mail.example.cn', SMTP_FROM: '工伤保险科 <notice@example.cn>' };
    expect(read({ ...mail, ...robot, WEBHOOK_PRIVATE_HOSTS: ' Robot.Intranet, 10.1.2.3 ,' })).toMatchObject({
      smtpUrl: mail.SMTP_URL,
      smtpFrom: mail.SMTP_FROM,
      webhookUrl: robot.WEBHOOK_URL,
      webhookFormat: 'dingtalk',
      webhookPrivateHosts: ['robot.intranet', '10.1.2.3'],
    });
  });

  it.each(['notice', 'notice@example.cn\r\nBcc: all@example.cn', 'a@b.cn, c@d.cn'])('refuses %j as a sender', (from) => {
    expect(refusal({ SMTP_URL: 'smtp://mail.example.cn', SMTP_FROM: from })).toContain('SMTP_FROM 应为一个邮箱地址');
  });
});

describe('a fault in the configuration', () => {
  it.each<[string, string, string]>([
    ['ROLE', 'boss', 'ROLE 的值“boss”无效，可选：all、web、worker。'],
    ['PORT', '70000', 'PORT 应为 0–65535 之间的整数，现为“70000”。'],
    ['PORT', '80.5', 'PORT 应为 0–65535 之间的整数，现为“80.5”。'],
    ['PORT', 'http', 'PORT 应为 0–65535 之间的整数，现为“http”。'],
    ['DATABASE_URL', 'postgres://db/product', 'DATABASE_URL 应以 mysql:// 或 mariadb:// 开头并写明主机。'],
    ['DATABASE_URL', 'db:3306', 'DATABASE_URL 应以 mysql:// 或 mariadb:// 开头并写明主机。'],
    ['DATABASE_URL', 'mysql:product', 'DATABASE_URL 应以 mysql:// 或 mariadb:// 开头并写明主机。'],
    ['DATABASE_URL', 'mysql:///product', 'DATABASE_URL 应以 mysql:// 或 mariadb:// 开头并写明主机。'],
    ['REDIS_URL', 'http://127.0.0.1:6379', 'REDIS_URL 应以 redis:// 或 rediss:// 开头并写明主机。'],
    ['ALLOW_WEAK_DURABILITY', 'yes', 'ALLOW_WEAK_DURABILITY 的值“yes”无效，可选：true、false。'],
    ['SECURE_COOKIES', '1', 'SECURE_COOKIES 的值“1”无效，可选：true、false。'],
    ['PASSWORD_PROFILE', 'none', 'PASSWORD_PROFILE 的值“none”无效，可选：dengbao、modern。'],
    ['SESSIONS_PER_USER', '0', 'SESSIONS_PER_USER 应为 1–1000 之间的整数，现为“0”。'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL 的值“loud”无效，可选：fatal、error、warn、info、debug、trace、silent。'],
    ['DATA_KEY', 'abc', 'DATA_KEY 应为 64 位十六进制（32 字节）。'],
    ['SMTP_FROM', 'notice@example.cn', 'SMTP_URL 与 SMTP_FROM 应同时填写，或都不填。'],
    ['SMTP_URL', 'smtp://user:pw@mail.example.cn', 'SMTP_URL 与 SMTP_FROM 应同时填写，或都不填。'],
    ['WEBHOOK_URL', 'qyapi.weixin.qq.com', 'WEBHOOK_URL 应以 https:// 或 http:// 开头并写明主机。'],
    ['WEBHOOK_FORMAT', 'slack', 'WEBHOOK_FORMAT 的值“slack”无效，可选：wecom、dingtalk。'],
  ])('in %s (%s) is named, with what it may be', (name, value, fault) => {
    expect(refusal({ [name]: value })).toBe(`配置有误：\n  - ${fault}`);
  });

  it('is named together with all the others', () => {
    const faults = refusal({
      ROLE: 'boss',
      PORT: 'http',
      DATABASE_URL: 'x',
      REDIS_URL: 'x',
      SECURE_COOKIES: '1',
      LOG_LEVEL: 'loud',
      DATA_KEY: 'x',
    });
    const named = faults
      .split('\n  - ')
      .slice(1)
      .map((fault) => fault.split(' ')[0]);
    expect(named.sort()).toEqual(['DATABASE_URL', 'DATA_KEY', 'LOG_LEVEL', 'PORT', 'REDIS_URL', 'ROLE', 'SECURE_COOKIES']);
  });

  it('never repeats an address or a key: they are secrets', () => {
    const message = refusal({
      DATABASE_URL: 'postgres://user:geheim-1@db/product',
      REDIS_URL: 'http://:geheim-2@redis:6379',
      DATA_KEY: 'geheim-3',
    });
    expect(message).not.toContain('geheim');
  });

  it('keeps the audit trail for at least six months, and makes no backup without a key', () => {
    expect(() => read({ AUDIT_KEEP_DAYS: '182' })).toThrow('AUDIT_KEEP_DAYS');
    expect(() => read({ BACKUP_DIR: '/backup' })).toThrow('BACKUP_KEY_FILE');
    expect(() => read({ BACKUP_DIR: '/backup', BACKUP_PASSPHRASE: 'x'.repeat(20), BACKUP_TIME: '25:00' })).toThrow('BACKUP_TIME');
    expect(read({ BACKUP_DIR: '/backup', BACKUP_PASSPHRASE: 'x'.repeat(20), BACKUP_TIME: '23:30' }).backup.atMinute).toBe(1_410);
  });
});
