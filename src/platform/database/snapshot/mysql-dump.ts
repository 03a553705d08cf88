import type { Connection as StreamingConnection } from 'mysql2';
import type { Connection } from 'mysql2/promise';
import { connectTo, quoted, rowsOf, tablesOf } from './mysql-connection.js';

/** Begins what belongs to a table; its rows follow, one line each. */
export interface DumpedTable {
  readonly table: string;
  readonly create: string;
  readonly columns: readonly string[];
  readonly triggers: readonly string[];
}

/** One value: its text, null, or bytes that are no text. */
export type DumpedValue = string | null | { readonly base64: string };

export interface DumpFacts {
  readonly rows: Record<string, number>;
  schema: string | null;
}

/** Characters that go out at once. */
const PIECE = 65_536;

/**
 * All tables of a database as they are at one moment (a consistent snapshot, REPEATABLE READ), as lines of JSON, row by row in the order of the primary key.
 * Nobody waits for it, but a change of tables does. What was counted stands in `facts` at the end.
 */
export async function* dumpMysql(url: string, facts: DumpFacts): AsyncGenerator<Buffer, void> {
  const connection = await connectTo(url);
  try {
    await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    for (const table of await tablesOf(connection)) {
      const head = await describe(connection, table);
      yield line(head);
      facts.rows[table] = 0;
      let text = '';
      for await (const row of rowsIn(connection, head)) {
        facts.rows[table] += 1;
        text += `${JSON.stringify(row)}\n`;
        if (text.length < PIECE) continue;
        yield Buffer.from(text);
        text = '';
      }
      if (text !== '') yield Buffer.from(text);
    }
    const [newest] = await rowsOf(connection, 'SELECT name FROM migrations ORDER BY id DESC LIMIT 1');
    facts.schema = newest?.['name'] ?? null;
  } finally {
    connection.destroy();
  }
}

async function describe(connection: Connection, table: string): Promise<DumpedTable> {
  const [created] = await rowsOf(connection, `SHOW CREATE TABLE ${quoted(table)}`);
  const columns = await rowsOf(connection, `SHOW COLUMNS FROM ${quoted(table)}`);
  const triggers = await rowsOf(connection, 'SHOW TRIGGERS WHERE `Table` = ?', [table]);
  return {
    table,
    create: created?.['Create Table'] ?? '',
    columns: columns.map(({ Field = '' }) => Field),
    triggers: triggers.map(
      ({ Trigger = '', Timing = '', Event = '', Statement = '' }) =>
        `CREATE TRIGGER ${quoted(Trigger)} ${Timing} ${Event} ON ${quoted(table)} FOR EACH ROW ${Statement}`,
    ),
  };
}

async function* rowsIn(connection: Connection, { table, columns }: DumpedTable): AsyncGenerator<DumpedValue[], void> {
  const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)}${await orderOf(connection, table)}`;
  // The promises of mysql2 gather all rows; only the connection beneath streams them.
  const { connection: streaming } = connection as unknown as { readonly connection: StreamingConnection };
  const rows = streaming.query({ sql, rowsAsArray: true, typeCast: false }).stream({ highWaterMark: 500 });
  for await (const row of rows) yield (row as (Buffer | null)[]).map(valueOf);
}

async function orderOf(connection: Connection, table: string): Promise<string> {
  const keys = await rowsOf(connection, `SHOW KEYS FROM ${quoted(table)} WHERE Key_name = 'PRIMARY'`);
  return keys.length === 0 ? '' : ` ORDER BY ${keys.map(({ Column_name = '' }) => quoted(Column_name)).join(', ')}`;
}

function valueOf(bytes: Buffer | null): DumpedValue {
  if (bytes === null) return null;
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? text : { base64: bytes.toString('base64') };
}

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
