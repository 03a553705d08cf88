import type { Database as SqliteConnection } from 'better-sqlite3';

/** Holds the pages that a large import goes back to: it appends, and fills its table of keys in their order. */
const CACHE_KIB = 16 * 1024;
/** 16 MiB of changes are brought into the database at once, so that few transactions have to wait for it. */
const WAL_PAGES = 4096;

/** How long a writer waits for another process, in milliseconds. */
export const BUSY_TIMEOUT_MS = 30_000;

/** What a connection that writes has set; an acknowledged transaction is on disk (`synchronous=FULL`). */
export function settleWriter(connection: SqliteConnection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma(`cache_size = ${-CACHE_KIB}`);
  connection.pragma('temp_store = MEMORY');
  connection.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
}

/** Takes the write lock when a transaction begins: one that first reads and then writes cannot be promoted while another process writes. */
export const immediate = (sql: string): string => (sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql);
