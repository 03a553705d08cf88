import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataSource, EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { bindable, ThreadedQueryRunner } from './sqlite/threaded-query-runner.js';

/** About 100 rows a statement is quickest on SQLite and stays far below its 32,766 parameters. */
const ROWS_PER_STATEMENT = 100;
/** Rows that go to SQLite's thread at once: preparing more would hold up this one. */
const ROWS_PER_MESSAGE = 2_000;
/** Values in one IN list. */
const VALUES_PER_LIST = 500;

/**
 * Inserts rows in the current unit of work, without reading generated ids back; what a row leaves out is null. Statements are written here,
 * for TypeORM's insert builder spends eight times as long on a row.
 */
export async function insertInChunks<E extends ObjectLiteral>(
  writer: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly QueryDeepPartialEntity<E>[],
): Promise<void> {
  const insert = new InsertStatement(writer.dataSource, writer.dataSource.getMetadata(entity));
  const { queryRunner } = writer;
  if (queryRunner instanceof ThreadedQueryRunner) return insertByThread(queryRunner, insert, rows);
  for (const piece of chunks(rows, ROWS_PER_STATEMENT)) {
    await nextTurn();
    await writer.query(insert.sql(piece.length), insert.parameters(piece));
  }
}

/** Waits for all messages but the last ones, so that many rows do not pile up before the thread. */
async function insertByThread(runner: ThreadedQueryRunner, insert: InsertStatement, rows: readonly ObjectLiteral[]): Promise<void> {
  const messages = chunks(rows, ROWS_PER_MESSAGE);
  for (const [i, message] of messages.entries()) {
    const whole = message.length - (message.length % ROWS_PER_STATEMENT);
    const sets = chunks(message.slice(0, whole), ROWS_PER_STATEMENT).map((piece) => insert.parameters(piece));
    if (i < messages.length - 1) await runner.queryEach(insert.sql(ROWS_PER_STATEMENT), sets);
    else if (whole > 0) runner.post(insert.sql(ROWS_PER_STATEMENT), sets);
    const rest = message.slice(whole);
    if (rest.length > 0) runner.post(insert.sql(rest.length), [insert.parameters(rest)]);
  }
}

type Prepare = (value: unknown) => unknown;

/** An INSERT of several rows, and their values as the driver wants them. */
class InsertStatement {
  private readonly head: string;
  private readonly oneRow: string;
  private readonly columns: readonly { readonly property: string; readonly prepare: Prepare }[];

  constructor({ driver }: DataSource, metadata: EntityMetadata) {
    const columns = metadata.columns.filter((column) => !column.isGenerated);
    this.columns = columns.map((column) => ({
      property: column.propertyName,
      prepare: PLAIN_TYPES.has(driver.normalizeType(column))
        ? (value) => value ?? null
        : (value) => bindable(driver.preparePersistentValue(value ?? null, column)),
    }));
    const names = columns.map((column) => driver.escape(column.databaseName)).join(', ');
    this.head = `INSERT INTO ${driver.escape(metadata.tableName)} (${names}) VALUES `;
    this.oneRow = `(${columns.map(() => '?').join(', ')})`;
  }

  sql(rows: number): string {
    return this.head + new Array<string>(rows).fill(this.oneRow).join(', ');
  }

  parameters(rows: readonly ObjectLiteral[]): unknown[] {
    const values: unknown[] = [];
    for (const row of rows) for (const { property, prepare } of this.columns) values.push(prepare(row[property]));
    return values;
  }
}

/** Types whose values every driver takes as they are; days are strings here. */
const PLAIN_TYPES = new Set(['integer', 'int', 'varchar', 'text', 'longtext', 'date']);

/** Runs a query with an IN list piece by piece and joins the answers. */
export async function inLists<V, R>(values: readonly V[], query: (piece: V[]) => Promise<R[]>): Promise<R[]> {
  const found: R[] = [];
  for (const [i, piece] of chunks(values, VALUES_PER_LIST).entries()) {
    if (i > 0) await nextTurn();
    for (const item of await query(piece)) found.push(item);
  }
  return found;
}

/** Goes through the ids from `first` to `last` in spans of at most `size`; between two spans everything else in the process has its turn. */
export async function* idSpans(first: number, last: number, size: number): AsyncGenerator<{ readonly from: number; readonly to: number }> {
  for (let from = first; from <= last; from += size) {
    if (from > first) await nextTurn();
    yield { from, to: Math.min(from + size - 1, last) };
  }
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
