import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as SqliteConnection } from 'better-sqlite3';
import { DataSource, type DataSourceOptions, type EntitySchema, type MigrationInterface } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { Problem } from '../../kernel/index.js';
import type { Config } from '../config/config.js';
import { settleLongTextColumns } from './columns.js';
import { Database } from './database.js';
import { BUSY_TIMEOUT_MS, immediate, settleWriter } from './sqlite/connection.js';
import { ThreadedQueryRunner } from './sqlite/threaded-query-runner.js';
import { WriterThread } from './sqlite/writer-thread.js';

type Class<T> = new (...args: never[]) => T;

/** What the application brings along: platform code knows no entity of its features. */
export interface Schema {
  readonly entities: readonly (Class<object> | EntitySchema)[];
  readonly migrations: readonly Class<MigrationInterface>[];
}

type DatabaseConfig = Pick<Config, 'dataDir' | 'databaseUrl' | 'dialect' | 'allowWeakDurability'>;

/** Opens the configured database, brings its schema up to date and checks that an acknowledged write survives a power cut. */
export async function openDatabase(config: DatabaseConfig, schema: Schema): Promise<Database> {
  const writing = config.databaseUrl === undefined ? sqlite(config, schema) : mysql(config, config.databaseUrl, schema);
  const reading = config.databaseUrl === undefined ? sqliteReader(config, schema) : mysql(config, config.databaseUrl, schema);
  try {
    settleLongTextColumns(writing.options.type);
    await writing.initialize();
    if (config.databaseUrl !== undefined) await letLockedRowsBeRead(writing);
    if (config.databaseUrl !== undefined && !config.allowWeakDurability) await refuseWeakDurability(writing);
    await writing.runMigrations({ transaction: 'each' });
    await reading.initialize();
    if (config.databaseUrl !== undefined) await makeReadOnly(reading);
  } catch (error) {
    await new Database(writing, reading).close();
    throw error instanceof Problem ? error : cannotOpen(error);
  }
  return config.databaseUrl === undefined ? withWriterThread(config, writing, reading) : new Database(writing, reading);
}

/** The schema is up to date by a connection of this thread; whatever is written from now on goes through the other. */
function withWriterThread(config: DatabaseConfig, writing: DataSource, reading: DataSource): Database {
  const thread = new WriterThread(sqliteFile(config));
  const driver = writing.driver as BetterSqlite3Driver;
  driver.createQueryRunner = () => new ThreadedQueryRunner(driver, thread);
  return new Database(writing, reading, thread);
}

function options(schema: Schema): Pick<DataSourceOptions, 'synchronize' | 'logging'> & { entities: never[]; migrations: never[] } {
  return { synchronize: false, logging: false, entities: [...schema.entities] as never[], migrations: [...schema.migrations] as never[] };
}

const sqliteFile = (config: DatabaseConfig): string => join(config.dataDir, 'coverage.sqlite');

function sqlite(config: DatabaseConfig, schema: Schema): DataSource {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  return new DataSource({
    ...options(schema),
    type: 'better-sqlite3',
    database: sqliteFile(config),
    timeout: BUSY_TIMEOUT_MS,
    prepareDatabase: (database: SqliteConnection) => {
      settleWriter(database);
      const prepare = database.prepare.bind(database);
      Object.assign(database, { prepare: (sql: string) => prepare(immediate(sql)) });
    },
  });
}

function sqliteReader(config: DatabaseConfig, schema: Schema): DataSource {
  return new DataSource({
    ...options(schema),
    type: 'better-sqlite3',
    database: sqliteFile(config),
    readonly: true,
    fileMustExist: true,
    timeout: BUSY_TIMEOUT_MS,
  });
}

function mysql(config: DatabaseConfig, url: string, schema: Schema): DataSource {
  return new DataSource({
    ...options(schema),
    type: config.dialect === 'mariadb' ? 'mariadb' : 'mysql',
    url: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: ['DATE'],
    poolSize: 8,
  });
}

/** DESIGN: acknowledged rows must be on disk; `ALLOW_WEAK_DURABILITY=true` is for test machines. */
async function refuseWeakDurability(dataSource: DataSource): Promise<void> {
  const [row]: { level: number | string }[] = await dataSource.query('SELECT @@innodb_flush_log_at_trx_commit AS level');
  if (Number(row?.level) === 1) return;
  throw new Problem(
    'unavailable',
    'database-weak-durability',
    '数据库的 innodb_flush_log_at_trx_commit 不是 1，断电会丢失已确认的数据。请改为 1，或（仅测试环境）设置 ALLOW_WEAK_DURABILITY=true。',
  );
}

interface MysqlPool {
  on(event: 'connection', listener: (connection: { query(sql: string, answered?: () => void): void }) => void): void;
}

const READ_LOCKED_ROWS = 'SET SESSION innodb_snapshot_isolation = OFF';

/**
 * Locks are taken on rows that others may have changed since the transaction began (`Database.unitOfWork`, the audit trail's head). MariaDB from 11.6 on refuses that
 * unless told otherwise; other servers do not know the setting.
 */
async function letLockedRowsBeRead(dataSource: DataSource): Promise<void> {
  const { pool } = dataSource.driver as unknown as { readonly pool: MysqlPool };
  const ignored = (): void => undefined;
  pool.on('connection', (connection) => connection.query(READ_LOCKED_ROWS, ignored));
  await dataSource.query(READ_LOCKED_ROWS).catch(ignored);
}

/** Every connection of the reading pool, also those opened later, refuses to write. */
async function makeReadOnly(dataSource: DataSource): Promise<void> {
  const { pool } = dataSource.driver as unknown as { readonly pool: MysqlPool };
  pool.on('connection', (connection) => connection.query('SET SESSION TRANSACTION READ ONLY'));
  // The pool's first connection was opened before the listener stood.
  await dataSource.query('SET SESSION TRANSACTION READ ONLY');
}

function cannotOpen(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return new Problem(
    'unavailable',
    'database-unavailable',
    `无法打开数据库：${reason}。请检查 DATABASE_URL 或 DATA_DIR 的权限与磁盘空间。`,
  );
}
