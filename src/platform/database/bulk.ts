import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/** About 100 rows a statement is quickest on SQLite and stays far below its 32,766 parameters. */
const ROWS_PER_STATEMENT = 100;
/** Values in one IN list. */
const VALUES_PER_LIST = 500;

/** Inserts rows by chunks in the current unit of work, without reading generated ids back. */
export async function insertInChunks<E extends ObjectLiteral>(
  writer: EntityManager,
  entity: EntityTarget<E>,
  rows: readonly QueryDeepPartialEntity<E>[],
): Promise<void> {
  for (const chunk of chunks(rows, ROWS_PER_STATEMENT)) {
    await writer.createQueryBuilder().insert().into(entity).values(chunk).updateEntity(false).execute();
  }
}

/** Runs a query with an IN list piece by piece and joins the answers. */
export async function inLists<V, R>(values: readonly V[], query: (piece: V[]) => Promise<R[]>): Promise<R[]> {
  const found: R[] = [];
  for (const piece of chunks(values, VALUES_PER_LIST)) found.push(...(await query(piece)));
  return found;
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
