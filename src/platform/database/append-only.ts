import type { QueryRunner } from 'typeorm';
import { log } from '../logging/log.js';

/** MySQL's answers where an account may not make triggers (1142, 1227, 1419), and those of compatible databases that have none (1064, 1235). */
const NO_TRIGGERS_HERE = new Set([1064, 1142, 1227, 1235, 1419]);

const CHANGES = ['UPDATE', 'DELETE'] as const;
type Change = (typeof CHANGES)[number];

/**
 * Lets the database itself refuse to change or remove rows of a table. Nothing in the program relies on it: where a database has no triggers,
 * or the account may not make them, a warning is logged and the table stands without. A migration that builds such a table anew
 * (TypeORM's `addColumn` on SQLite does) has to guard it again. Neither `TRUNCATE` nor SQLite's `INSERT OR REPLACE` asks a trigger.
 * @param removable a condition on `OLD` of rows that may be removed after all
 */
export async function guardAppendOnly(queryRunner: QueryRunner, table: string, removable?: string): Promise<void> {
  await makeTrigger(queryRunner, table, 'UPDATE');
  await makeTrigger(queryRunner, table, 'DELETE', removable === undefined ? undefined : `NOT (${removable})`);
}

/** Refuses a kind of change, of any row or where a condition on NEW and OLD holds. */
export async function makeTrigger(queryRunner: QueryRunner, table: string, change: Change, condition?: string): Promise<void> {
  const name = `${table}_no_${change.toLowerCase()}`;
  const message = `append-only: ${table}`;
  if (queryRunner.dataSource.options.type === 'better-sqlite3') {
    const when = condition === undefined ? '' : `WHEN ${condition} `;
    await queryRunner.query(`CREATE TRIGGER "${name}" BEFORE ${change} ON "${table}" ${when}BEGIN SELECT RAISE(ABORT, '${message}'); END`);
    return;
  }
  const signal = `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${message}'`;
  const body = condition === undefined ? signal : `IF ${condition} THEN ${signal}; END IF`;
  await unlessImpossible(table, () =>
    queryRunner.query(`CREATE TRIGGER \`${name}\` BEFORE ${change} ON \`${table}\` FOR EACH ROW ${body}`),
  );
}

/** The way back, for a migration's `down`. Triggers of a dropped table go with it. */
export async function unguardAppendOnly(queryRunner: QueryRunner, table: string): Promise<void> {
  for (const change of CHANGES) await queryRunner.query(`DROP TRIGGER IF EXISTS ${table}_no_${change.toLowerCase()}`);
}

async function unlessImpossible(table: string, make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    const errno = typeof error === 'object' && error !== null && 'errno' in error ? error.errno : undefined;
    if (typeof errno !== 'number' || !NO_TRIGGERS_HERE.has(errno)) throw error;
    log.warn({ table, errno }, 'the database makes no trigger: the table is append-only by the program alone');
  }
}
