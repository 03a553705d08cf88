import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

const FOLDER = join(tmpdir(), 'dust-bench');
const MARIADB = process.env.BENCH_MARIADB_URL ?? 'mysql://root@127.0.0.1:3306';

/**
 * Runs `work` with the environment of an installation of its own, which is gone afterwards: a folder, and on MariaDB a database.
 * MariaDB: BENCH_MARIADB_URL, by default root at 127.0.0.1:3306.
 * @param {'sqlite' | 'mariadb'} kind
 * @param {string} label begins the names of folder and database
 * @param {(env: Record<string, string>) => Promise<T>} work
 * @template T
 */
export async function withScratch(kind, label, work) {
  mkdirSync(FOLDER, { recursive: true });
  const dataDir = mkdtempSync(join(FOLDER, `${label}-`));
  const name = `bench_${label.replaceAll('-', '_')}_${process.pid}`;
  const admin = kind === 'mariadb' ? await createConnection(MARIADB) : undefined;
  try {
    await admin?.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    return await work(environment(dataDir, admin && name));
  } finally {
    await admin?.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await admin?.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** As `withScratch`, but the installation stays, to be used again under this name. */
export async function withKept(kind, label, work) {
  const dataDir = join(FOLDER, `kept-${label}-${kind}`);
  mkdirSync(dataDir, { recursive: true });
  if (kind === 'sqlite') return work(environment(dataDir));
  const name = `bench_kept_${label.replaceAll('-', '_')}`;
  const admin = await createConnection(MARIADB);
  await admin.query(`CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  await admin.end();
  return work(environment(dataDir, name));
}

function environment(dataDir, database) {
  const url = new URL(MARIADB);
  url.pathname = `/${database}`;
  const own = Object.entries(process.env).filter(([variable]) => variable !== 'DATABASE_URL' && variable !== 'REDIS_URL');
  const connection = database ? { DATABASE_URL: url.href.replace(/^mysql:/, 'mariadb:'), ALLOW_WEAK_DURABILITY: 'true' } : {};
  return { ...Object.fromEntries(own), ...connection, DATA_DIR: dataDir, NODE_ENV: 'production', LOG_LEVEL: 'error' };
}
