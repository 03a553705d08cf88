import { createConnection as createSocket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { Config } from '../../src/platform/config/config.js';

/** Where the services of the test machine are; the database number keeps tests away from anything else in that Redis. */
const MARIADB_URL = process.env['TEST_MARIADB_URL'] || 'mysql://root@127.0.0.1:3306';
export const REDIS_URL = process.env['TEST_REDIS_URL'] || 'redis://127.0.0.1:6379/9';

export interface Services {
  readonly mariadb: boolean;
  readonly redis: boolean;
}

export type DatabaseKind = 'sqlite' | 'mariadb';

/** An empty database of its own for one spec: spread `config` into the application's, call `drop` at the end. */
export interface ScratchDatabase {
  readonly config: Pick<Config, 'dataDir' | 'databaseUrl' | 'dialect' | 'allowWeakDurability'>;
  readonly drop: () => Promise<void>;
}

let probed: Promise<Services> | undefined;

/** Which services answer. An absent one is named loudly; with CI=true it fails the run instead of skipping half of it. */
export function availableServices(): Promise<Services> {
  probed ??= probe();
  return probed;
}

async function probe(): Promise<Services> {
  const services = { mariadb: await answers(MARIADB_URL), redis: await answers(REDIS_URL) };
  const absent = [
    ...(services.mariadb ? [] : [`MariaDB at ${place(MARIADB_URL)}`]),
    ...(services.redis ? [] : [`Redis at ${place(REDIS_URL)}`]),
  ];
  if (absent.length === 0) return services;
  if (process.env['CI'] === 'true') throw new Error(`With CI=true the tests need ${absent.join(' and ')}.`);
  process.stderr.write(`\n*** NOT TESTED HERE, the service does not answer: ${absent.join('; ')} ***\n\n`);
  return services;
}

const place = (url: string): string => new URL(url).host;

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = createSocket({ host: hostname, port: Number(port), timeout: 1000 });
    const settle = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}

let made = 0;

/** `label` in lower case: the database is called `<label>_<pid>_<n>`. */
export function createScratchDatabase(kind: DatabaseKind, label: string): Promise<ScratchDatabase> {
  made += 1;
  const name = `${label}_${process.pid}_${made}`;
  return kind === 'sqlite' ? scratchSqlite(name) : scratchMariadb(name);
}

async function scratchSqlite(name: string): Promise<ScratchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), `${name}-`));
  return {
    config: { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false },
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function scratchMariadb(name: string): Promise<ScratchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), `${name}-`));
  await administer(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(MARIADB_URL);
  url.pathname = `/${name}`;
  return {
    config: { dataDir, databaseUrl: url.href.replace(/^mysql:/, 'mariadb:'), dialect: 'mariadb', allowWeakDurability: true },
    drop: async () => {
      await administer(`DROP DATABASE IF EXISTS \`${name}\``);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function administer(sql: string): Promise<void> {
  const connection = await createConnection(MARIADB_URL);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** Describes the same behaviour once per database; what cannot run here is listed as skipped, with the reason. */
export async function describeDatabases(title: string, behaviour: (kind: DatabaseKind) => void): Promise<void> {
  const services = await availableServices();
  describe(`${title} [sqlite]`, () => behaviour('sqlite'));
  if (services.mariadb) describe(`${title} [mariadb]`, () => behaviour('mariadb'));
  else it.skip(`${title} [mariadb]: MariaDB does not answer at ${place(MARIADB_URL)}`, () => undefined);
}
