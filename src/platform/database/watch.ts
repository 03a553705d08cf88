import type { QueryRunner } from 'typeorm';
import { ThreadedQueryRunner } from './sqlite/threaded-query-runner.js';

/** How far a unit of work's changes of a watched table reach: what those who made them said (`Database.reaching`), or everything. */
export type Reach = ReadonlySet<string> | 'everything';

/** Hears of every unit of work that writes to one of its tables. */
export interface Watcher {
  readonly tables: ReadonlySet<string>;
  /** Inside of the unit, right before it is committed: what is written here is committed with the change, or not at all. */
  beforeCommit(reach: Reach): Promise<void>;
}

const WRITES = /^\s*(?:INSERT\s+(?:OR\s+\w+\s+|IGNORE\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+[`"]?(\w+)/i;

/** The table that a statement writes to; undefined where it only reads. */
export const writtenTable = (sql: string): string | undefined => WRITES.exec(sql)?.[1];

/** Tells of each table that a query runner writes to, whatever builds its statements. */
export function tellWrites(runner: QueryRunner, told: (table: string) => void): void {
  const tell = (sql: string): void => {
    const table = writtenTable(sql);
    if (table !== undefined) told(table);
  };
  const query = runner.query.bind(runner) as (...call: unknown[]) => Promise<unknown>;
  Object.assign(runner, {
    query: (sql: string, ...rest: unknown[]) => {
      tell(sql);
      return query(sql, ...rest);
    },
  });
  if (!(runner instanceof ThreadedQueryRunner)) return;
  const [queryEach, post] = [runner.queryEach.bind(runner), runner.post.bind(runner)];
  Object.assign(runner, {
    queryEach: (sql: string, sets: Parameters<typeof queryEach>[1]) => {
      tell(sql);
      return queryEach(sql, sets);
    },
    post: (sql: string, sets: Parameters<typeof post>[1]) => {
      tell(sql);
      post(sql, sets);
    },
  });
}
