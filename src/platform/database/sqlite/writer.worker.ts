import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite3, { type Statement } from 'better-sqlite3';
import { BUSY_TIMEOUT_MS, immediate, settleWriter } from './connection.js';
import type { WriterAnswer, WriterQuery } from './messages.js';

/** The thread that owns the connection which writes: statements run one by one in the order in which they come. */

const KEPT_STATEMENTS = 100;

const connection = new BetterSqlite3(workerData as string, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
settleWriter(connection);
const statements = new Map<string, Statement>();

/** Why a statement failed for which nobody waited. */
let failed: WriterAnswer['failure'];

parentPort?.on('message', (query: WriterQuery | null) => {
  if (!query) {
    end();
    return;
  }
  const answer = answered(query);
  if (!query.posted) parentPort?.postMessage(answer);
  else failed ??= answer.failure;
});

function answered({ sql, sets }: WriterQuery): WriterAnswer {
  if (sql === 'ROLLBACK') failed = undefined;
  if (failed) return { failure: failed };
  try {
    const statement = prepared(sql);
    let answer: WriterAnswer = {};
    for (const parameters of sets) answer = run(statement, parameters);
    return answer;
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function run(statement: Statement, parameters: readonly unknown[]): WriterAnswer {
  if (statement.reader) return { rows: statement.all(...parameters) };
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { changes, lastInsertRowid };
}

function prepared(sql: string): Statement {
  const known = statements.get(sql);
  if (known) return known;
  const statement = connection.prepare(immediate(sql));
  statements.set(sql, statement);
  const [oldest] = statements.keys();
  if (statements.size > KEPT_STATEMENTS && oldest !== undefined) statements.delete(oldest);
  return statement;
}

function failureOf(error: unknown): NonNullable<WriterAnswer['failure']> {
  if (!(error instanceof Error)) return { name: 'Error', message: 'thrown' };
  const { name, message } = error;
  return 'code' in error && typeof error.code === 'string' ? { name, message, code: error.code } : { name, message };
}

function end(): void {
  connection.close();
  parentPort?.close();
}
