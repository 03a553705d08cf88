import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Problem } from '../../kernel/index.js';

export type Role = 'all' | 'web' | 'worker';
/** Whose markdown a group robot takes: 企业微信 or 钉钉. */
export const WEBHOOK_FORMATS = ['wecom', 'dingtalk'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];
/** What is asked of passwords: 等保 (classes, history, rotation) or modern (length). */
export const PASSWORD_PROFILES = ['dengbao', 'modern'] as const;
export type Dialect = 'sqlite' | 'mysql' | 'mariadb';

/** The typed configuration; see README for each variable. */
export interface Config {
  readonly role: Role;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Undefined: SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dialect: Dialect;
  /** Undefined: the embedded dispatcher. */
  readonly redisUrl: string | undefined;
  readonly allowWeakDurability: boolean;
  readonly secureCookies: boolean;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed; none: nobody's. */
  readonly trustedProxies: readonly string[];
  readonly passwordProfile: (typeof PASSWORD_PROFILES)[number];
  /** 0: never. */
  readonly disableUnusedAfterDays: number;
  readonly sessionsPerUser: number;
  /** Of one user, or of one address without a session; per process. */
  readonly requestsPerMinute: number;
  readonly logLevel: string;
  /** Folders of the packs that are installed at the start, one for each city; where none is named, `defaultRegionPack` into an empty database. */
  readonly regionPacks: readonly string[];
  readonly defaultRegionPack: string;
  readonly templatesDir: string;
  /** Where reminders leave by e-mail; undefined: no e-mail is sent. May hold a password. */
  readonly smtpUrl: string | undefined;
  /** The sender of e-mail; given together with `smtpUrl`. */
  readonly smtpFrom: string | undefined;
  /** The group robot of the installation's own organisation, unless one is set in the system. Holds a secret. */
  readonly webhookUrl: string | undefined;
  readonly webhookFormat: WebhookFormat;
  /** Hosts of robots that may be reached without https or in a private network. */
  readonly webhookPrivateHosts: readonly string[];
  /** 32 bytes, hex. Undefined: a key file in `dataDir`, made at first start. */
  readonly dataKey: string | undefined;
  /** By which algorithms new keys seal personal data: AES-256-GCM, or SM4-CTR with HMAC-SM3. */
  readonly cipherProfile: CipherProfile;
  /** How long the audit trail is kept, in days. */
  readonly auditKeepDays: number;
  readonly backup: BackupConfig;
}

/** Where and how backups are made by themselves. */
export interface BackupConfig {
  /** Undefined: none is made by itself. */
  readonly dir: string | undefined;
  /** When, in minutes of the day in Asia/Shanghai. */
  readonly atMinute: number;
  /** A file with the key or passphrase of backups. */
  readonly keyFile: string | undefined;
  readonly passphrase: string | undefined;
  readonly keepDays: number;
  readonly keepLast: number;
  /** Older than this the newest backup is a warning; undefined: never. */
  readonly maxAgeHours: number | undefined;
}

export const CIPHER_PROFILES = ['aes', 'sm'] as const;
export type CipherProfile = (typeof CIPHER_PROFILES)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration; every fault is named at once, with the variable and what it may be. Throws a `Problem`. */
export function readConfig(env: Environment, root: string): Config {
  const faults: string[] = [];
  const reader = new Reader(env, faults);
  const databaseUrl = reader.url('DATABASE_URL', ['mysql', 'mariadb']);
  const config: Config = {
    role: reader.oneOf('ROLE', ['all', 'web', 'worker'], 'all'),
    host: env['HOST'] || '127.0.0.1',
    port: reader.integer('PORT', 3000, 0, 65_535),
    dataDir: resolve(root, env['DATA_DIR'] || 'data'),
    databaseUrl,
    dialect: dialectOf(databaseUrl),
    redisUrl: reader.url('REDIS_URL', ['redis', 'rediss']),
    allowWeakDurability: reader.flag('ALLOW_WEAK_DURABILITY', false),
    secureCookies: reader.flag('SECURE_COOKIES', false),
    trustedProxies: reader.proxies('TRUST_PROXY'),
    passwordProfile: reader.oneOf('PASSWORD_PROFILE', PASSWORD_PROFILES, 'dengbao'),
    disableUnusedAfterDays: reader.integer('DISABLE_UNUSED_AFTER_DAYS', 90, 0, 3_650),
    sessionsPerUser: reader.integer('SESSIONS_PER_USER', 5, 1, 1_000),
    requestsPerMinute: reader.integer('REQUESTS_PER_MINUTE', 1_200, 60, 1_000_000),
    logLevel: reader.oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    regionPacks: packNames(env['REGION_PACK']).map((name) => resolve(root, 'region-packs', name)),
    defaultRegionPack: resolve(root, 'region-packs', '150800'),
    templatesDir: resolve(root, 'templates'),
    smtpUrl: reader.url('SMTP_URL', ['smtp', 'smtps']),
    smtpFrom: reader.pattern('SMTP_FROM', /^[^\r\n@]*[^\s@<]+@[^\s@>]+>?$/, '应为一个邮箱地址，如 工伤保险科 <notice@example.gov.cn>'),
    webhookUrl: reader.url('WEBHOOK_URL', ['https', 'http']),
    webhookFormat: reader.oneOf('WEBHOOK_FORMAT', WEBHOOK_FORMATS, 'wecom'),
    webhookPrivateHosts: reader.list('WEBHOOK_PRIVATE_HOSTS'),
    auditKeepDays: reader.integer('AUDIT_KEEP_DAYS', THREE_YEARS, SIX_MONTHS, 36_500),
    backup: readBackup(env, root, reader),
    dataKey: reader.pattern('DATA_KEY', /^[0-9a-f]{64}$/i, '应为 64 位十六进制（32 字节）'),
    cipherProfile: reader.oneOf('CIPHER_PROFILE', CIPHER_PROFILES, 'aes'),
  };
  if ((config.smtpUrl === undefined) !== (config.smtpFrom === undefined)) faults.push('SMTP_URL 与 SMTP_FROM 应同时填写，或都不填。');
  if (faults.length > 0) throw new Problem('invalid', 'config-invalid', `配置有误：\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  return config;
}

/** Separated by commas; case matters in names of folders. */
function packNames(text: string | undefined): readonly string[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return names.filter((name) => name !== '');
}

/** 网络安全法 21(三): logs are kept for at least six months. */
const SIX_MONTHS = 183;
/** PIPL 56 keeps records of processing for three years; so does the trail. */
const THREE_YEARS = 1_095;

function readBackup(env: Environment, root: string, reader: Reader): BackupConfig {
  const dir = env['BACKUP_DIR'] || undefined;
  const keyFile = env['BACKUP_KEY_FILE'] || undefined;
  const maxAgeHours = reader.integer('BACKUP_MAX_AGE_HOURS', 0, 1, 24 * 366);
  const backup: BackupConfig = {
    dir: dir && resolve(root, dir),
    atMinute: reader.minuteOfDay('BACKUP_TIME', '02:00'),
    keyFile: keyFile && resolve(root, keyFile),
    passphrase: env['BACKUP_PASSPHRASE'] || undefined,
    keepDays: reader.integer('BACKUP_KEEP_DAYS', 30, 1, 36_500),
    keepLast: reader.integer('BACKUP_KEEP_LAST', 7, 1, 10_000),
    maxAgeHours: maxAgeHours === 0 ? undefined : maxAgeHours,
  };
  if (backup.dir !== undefined && backup.keyFile === undefined && backup.passphrase === undefined)
    reader.fault('填写了 BACKUP_DIR，还应填写 BACKUP_KEY_FILE 或 BACKUP_PASSPHRASE：备份必须加密。');
  return backup;
}

function dialectOf(databaseUrl: string | undefined): Dialect {
  if (databaseUrl === undefined) return 'sqlite';
  return databaseUrl.startsWith('mariadb:') ? 'mariadb' : 'mysql';
}

/** As Express names them. */
const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

/** An address, or a network that is not everybody. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

class Reader {
  constructor(
    private readonly env: Environment,
    private readonly faults: string[],
  ) {}

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const text = this.env[name] || fallback;
    const found = allowed.find((value) => value === text);
    if (found === undefined) this.faults.push(`${name} 的值“${text}”无效，可选：${allowed.join('、')}。`);
    return found ?? fallback;
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    const text = this.env[name];
    if (!text) return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    this.faults.push(`${name} 应为 ${min}–${max} 之间的整数，现为“${text}”。`);
    return fallback;
  }

  /** `HH:MM` as minutes since midnight. */
  minuteOfDay(name: string, fallback: string): number {
    const [, hours = '0', minutes = '0'] =
      /^([01]\d|2[0-3]):([0-5]\d)$/.exec(this.pattern(name, /^([01]\d|2[0-3]):[0-5]\d$/, '应写成 02:00 的样子') ?? fallback) ?? [];
    return Number(hours) * 60 + Number(minutes);
  }

  fault(sentence: string): void {
    this.faults.push(sentence);
  }

  flag(name: string, fallback: boolean): boolean {
    return this.oneOf(name, ['true', 'false'], fallback ? 'true' : 'false') === 'true';
  }

  /** The value is not repeated in the fault: it may hold a password. */
  url(name: string, schemes: readonly string[]): string | undefined {
    const text = this.env[name];
    if (!text) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && url.hostname !== '' && schemes.includes(url.protocol.slice(0, -1))) return text;
    this.faults.push(`${name} 应以 ${schemes.map((scheme) => `${scheme}://`).join(' 或 ')} 开头并写明主机。`);
    return undefined;
  }

  /** Addresses, networks (CIDR) and names of networks; never everybody, whose word would then be taken for an address. */
  proxies(name: string): readonly string[] {
    const wrong = this.list(name).filter((proxy) => !NAMED_NETWORKS.includes(proxy) && !isNetwork(proxy));
    if (wrong.length > 0)
      this.faults.push(`${name} 应为代理服务器的地址或网段（如 10.1.2.3、10.1.2.0/24、${NAMED_NETWORKS.join('、')}），以逗号分隔。`);
    return wrong.length > 0 ? [] : this.list(name);
  }

  /** Separated by commas. */
  list(name: string): readonly string[] {
    const items = (this.env[name] ?? '').split(',').map((item) => item.trim().toLowerCase());
    return items.filter((item) => item !== '');
  }

  pattern(name: string, pattern: RegExp, fault: string): string | undefined {
    const text = this.env[name];
    if (!text) return undefined;
    if (pattern.test(text)) return text;
    this.faults.push(`${name} ${fault}。`);
    return undefined;
  }
}
