import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import type { Config } from '../../src/platform/config/config.js';

export type Row = Readonly<Record<string, unknown>>;
export type Tables = Readonly<Record<string, readonly Row[]>>;

/** TypeORM's own book-keeping. */
const NOT_OURS = ['migrations', 'sqlite_sequence'];

/** Every row of every table, as another program would read it. */
export async function readTables({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Tables> {
  const tables = databaseUrl === undefined ? readSqlite(join(dataDir, 'coverage.sqlite')) : await readMariadb(databaseUrl);
  return Object.fromEntries(Object.entries(tables).filter(([name]) => !NOT_OURS.includes(name)));
}

/** Changes rows behind the application's back, while no process of it works on the database. */
export async function execute({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>, sql: string): Promise<void> {
  if (databaseUrl === undefined) {
    const database = new Sqlite(join(dataDir, 'coverage.sqlite'));
    database.exec(sql);
    database.close();
    return;
  }
  const connection = await createConnection({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), timezone: 'Z' });
  await connection.query(sql);
  await connection.end();
}

/** Tables whose rows come and go with every request or minute, and say nothing of what an upload has changed. */
const BUSY = ['user_session', 'log_in_count', 'home_address', 'job', 'audit_entry', 'audit_head'];

/** The history of uploads, where a refused one stays with its reason. */
const HISTORY = ['import_batch', 'import_issue', 'import_change'];

export const countRows = (tables: Tables): Record<string, number> =>
  Object.fromEntries(
    Object.entries(tables)
      .filter(([name]) => ![...BUSY, ...HISTORY].includes(name))
      .map(([name, rows]) => [name, rows.length]),
  );

function readSqlite(file: string): Record<string, Row[]> {
  const database = new Sqlite(file, { readonly: true });
  try {
    const names = database.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return Object.fromEntries(names.map(({ name }) => [name, database.prepare<[], Row>(`SELECT * FROM "${name}"`).all()]));
  } finally {
    database.close();
  }
}

/** As if the jobs with these keys had been due for days: what a service finds that was down when its time came. */
export async function letJobsBeOverdue(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  keyPrefix: string,
): Promise<void> {
  const then = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 23).replace('T', ' ');
  const values = [then, then, `${keyPrefix}%`];
  if (databaseUrl !== undefined) {
    const connection = await createConnection({ uri: databaseUrl.replace(/^mariadb:/, 'mysql:'), timezone: 'Z' });
    await connection.execute('UPDATE job SET runAt = ?, dueAt = ? WHERE `key` LIKE ?', values);
    await connection.end();
    return;
  }
  const database = new Sqlite(join(dataDir, 'coverage.sqlite'));
  database.prepare('UPDATE job SET runAt = ?, dueAt = ? WHERE key LIKE ?').run(...values);
  database.close();
}

async function readMariadb(url: string): Promise<Record<string, Row[]>> {
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), timezone: 'Z', dateStrings: ['DATE'] });
  try {
    const [names] = await connection.query('SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()');
    const tables: Record<string, Row[]> = {};
    for (const { name } of names as { name: string }[]) {
      const [rows] = await connection.query(`SELECT * FROM \`${name}\``);
      tables[name] = rows as Row[];
    }
    return tables;
  } finally {
    await connection.end();
  }
}
