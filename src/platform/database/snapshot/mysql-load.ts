import type { Connection } from 'mysql2/promise';
import { connectTo, quoted, rowsOf, tablesOf } from './mysql-connection.js';
import type { DumpedTable, DumpedValue } from './mysql-dump.js';

const ROWS_AT_ONCE = 200;

/** Whether there is nothing in the database; it is made where it does not exist yet. */
export async function isEmptyMysql(url: string): Promise<boolean> {
  await makeDatabase(url);
  const connection = await connectTo(url);
  try {
    return (await tablesOf(connection)).length === 0;
  } finally {
    await connection.end();
  }
}

/** Makes tables and rows of a dump (`dumpMysql`, line by line) in an empty database. Returns how many rows each table has then. */
export async function loadMysql(url: string, lines: AsyncIterable<string>): Promise<Record<string, number>> {
  const connection = await connectTo(url);
  try {
    await connection.query("SET SESSION foreign_key_checks = 0, unique_checks = 0, sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_VALUE_ON_ZERO'");
    const triggers: string[] = [];
    const rows = new RowLoader(connection);
    for await (const text of lines) {
      const parsed = JSON.parse(text) as DumpedTable | DumpedValue[];
      if (Array.isArray(parsed)) await rows.add(parsed);
      else {
        await rows.begin(parsed);
        triggers.push(...parsed.triggers);
      }
    }
    await rows.flush();
    for (const trigger of triggers) await connection.query(trigger);
    return await countRows(connection);
  } finally {
    connection.destroy();
  }
}

/** Removes what a load that failed has made. */
export async function emptyMysql(url: string): Promise<void> {
  const connection = await connectTo(url);
  try {
    await connection.query('SET SESSION foreign_key_checks = 0');
    for (const table of await tablesOf(connection)) await connection.query(`DROP TABLE ${quoted(table)}`);
  } finally {
    await connection.end();
  }
}

class RowLoader {
  private into = '';
  private waiting: DumpedValue[][] = [];

  constructor(private readonly connection: Connection) {}

  async begin({ table, create, columns }: DumpedTable): Promise<void> {
    await this.flush();
    await this.connection.query(create);
    this.into = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES ?`;
  }

  async add(row: DumpedValue[]): Promise<void> {
    this.waiting.push(row);
    if (this.waiting.length >= ROWS_AT_ONCE) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.waiting.length === 0) return;
    await this.connection.query(this.into, [this.waiting.map((row) => row.map(boundValue))]);
    this.waiting = [];
  }
}

const boundValue = (value: DumpedValue): string | Buffer | null =>
  value === null || typeof value === 'string' ? value : Buffer.from(value.base64, 'base64');

async function countRows(connection: Connection): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tablesOf(connection)) {
    const [count] = await rowsOf(connection, `SELECT COUNT(*) AS n FROM ${quoted(table)}`);
    counts[table] = Number(count?.['n']);
  }
  return counts;
}

async function makeDatabase(url: string): Promise<void> {
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/';
  const connection = await connectTo(server.href);
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${quoted(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  } finally {
    await connection.end();
  }
}
