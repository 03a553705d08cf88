import { QueryFailedError, QueryResult } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { WriterAnswer } from './messages.js';
import type { WriterThread } from './writer-thread.js';

/** A query runner whose statements run on the thread that writes; a unit of work has one of its own. For data only, not for schema changes. */
export class ThreadedQueryRunner extends BetterSqlite3QueryRunner {
  constructor(
    driver: BetterSqlite3Driver,
    private readonly thread: WriterThread,
  ) {
    super(driver);
  }

  override query(sql: string, parameters: unknown[] | undefined, useStructuredResult: true): Promise<QueryResult>;
  override query<T = never>(sql: string, parameters?: unknown[], useStructuredResult?: boolean): Promise<T>;
  override async query(sql: string, parameters: unknown[] = [], useStructuredResult = false): Promise<unknown> {
    // What follows tells whether it began: a wait less for each unit of work.
    if (sql === BEGIN) {
      this.post(sql, [[]]);
      return undefined;
    }
    const answer = await this.run(sql, [parameters.map(bindable)]);
    const raw: unknown = answer.rows ?? answer.lastInsertRowid;
    if (!useStructuredResult) return raw;
    const result = new QueryResult();
    result.raw = raw;
    if (answer.rows) result.records = answer.rows;
    if (answer.changes !== undefined) result.affected = answer.changes;
    return result;
  }

  /** Runs a statement once with each set of parameters, which the driver has to take as they are, in one go to the thread. */
  async queryEach(sql: string, sets: readonly (readonly unknown[])[]): Promise<void> {
    await this.run(sql, sets);
  }

  /** As `queryEach`, without waiting: where it fails, the next statement does, at the latest the commit. */
  post(sql: string, sets: readonly (readonly unknown[])[]): void {
    this.thread.post({ sql, sets });
  }

  private async run(sql: string, sets: readonly (readonly unknown[])[]): Promise<WriterAnswer> {
    try {
      return await this.thread.run({ sql, sets });
    } catch (error) {
      // The values stay here: they may be personal.
      throw new QueryFailedError(sql, [], error as Error);
    }
  }
}

const BEGIN = 'BEGIN TRANSACTION';

/** The driver binds no booleans. */
export const bindable = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);
