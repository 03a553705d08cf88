import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';

/** A connection of its own, which gives every value as the text that the server sent. */
export const connectTo = (url: string): Promise<Connection> =>
  mysql.createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), charset: 'utf8mb4', timezone: 'Z', multipleStatements: false });

/** Rows of a statement, their values as text. */
export async function rowsOf(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<Record<string, string>[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)])));
}

/** Of the connection's database, in the order of their names. */
export async function tablesOf(connection: Connection): Promise<string[]> {
  const sql =
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1";
  return (await rowsOf(connection, sql)).map(({ name = '' }) => name);
}

export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
