import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

const MARIADB = process.env.BENCH_MARIADB_URL ?? 'mysql://root@127.0.0.1:3306';

/** Calls `work` with the environment of an installation of its own, on SQLite or MariaDB, which is removed afterwards. @param {'sqlite' | 'mariadb'} kind */
export async function withDatabase(kind, purpose, work) {
  const dataDir = mkdtempSync(join(tmpdir(), `bench-${purpose}-`));
  const name = `bench_${purpose}_${process.pid}`;
  const admin = kind === 'mariadb' ? await createConnection(MARIADB) : undefined;
  try {
    await admin?.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
    const url = new URL(MARIADB);
    url.pathname = `/${name}`;
    const connection = admin ? { DATABASE_URL: url.href.replace(/^mysql:/, 'mariadb:'), ALLOW_WEAK_DURABILITY: 'true' } : {};
    return await work({ ...process.env, ...connection, DATA_DIR: dataDir, NODE_ENV: 'production', LOG_LEVEL: 'error' });
  } finally {
    await admin?.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await admin?.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
