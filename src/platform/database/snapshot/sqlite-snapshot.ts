import { join } from 'node:path';
import BetterSqlite3, { type Database as SqliteConnection } from 'better-sqlite3';

/** Copied at once; in between others have their turn. */
const PAGES_AT_ONCE = 2_000;

export const sqliteFileIn = (dataDir: string): string => join(dataDir, 'coverage.sqlite');

/**
 * Copies a database that is in use, as it is at this moment, by SQLite's own backup. The reading transaction that is held meanwhile keeps the copy at that
 * moment and from being begun anew with every write; nobody waits for it.
 */
export async function copySqlite(source: string, target: string): Promise<void> {
  const connection = new BetterSqlite3(source, { readonly: true, fileMustExist: true });
  try {
    connection.exec('BEGIN');
    connection.prepare('SELECT COUNT(*) FROM sqlite_master').get();
    await connection.backup(target, { progress: () => PAGES_AT_ONCE });
  } finally {
    connection.close();
  }
}

/** What a database file holds; throws where it is none or damaged. */
export function describeSqlite(file: string): { readonly rows: Readonly<Record<string, number>>; readonly schema: string | null } {
  const connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
  try {
    const [check] = connection.pragma('quick_check') as { readonly quick_check: string }[];
    if (check?.quick_check !== 'ok') throw new Error('The database file is damaged.');
    const rows = Object.fromEntries(tableNames(connection).map((name) => [name, countOf(connection, name)]));
    return { rows, schema: 'migrations' in rows ? newestMigration(connection) : null };
  } finally {
    connection.close();
  }
}

function tableNames(connection: SqliteConnection): string[] {
  const tables = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all();
  return (tables as { readonly name: string }[]).map(({ name }) => name);
}

const countOf = (connection: SqliteConnection, table: string): number =>
  (connection.prepare(`SELECT COUNT(*) AS rows FROM "${table}"`).get() as { readonly rows: number }).rows;

const newestMigration = (connection: SqliteConnection): string | null =>
  (connection.prepare('SELECT name FROM migrations ORDER BY id DESC LIMIT 1').get() as { readonly name: string } | undefined)?.name ?? null;
