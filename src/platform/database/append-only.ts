import type { QueryRunner } from 'typeorm';
import { log } from '../logging/log.js';

/** MySQL's answers where an account may not make triggers (1142, 1227, 1419), and those of compatible databases that have none (1064, 1235). */
const NO_TRIGGERS_HERE = new Set([1064, 1142, 1227, 1235, 1419]);

const CHANGES = ['UPDATE', 'DELETE'] as const;

/**
 * Lets the database itself refuse to change or remove rows of a table. Nothing in the program relies on it: where a database has no triggers,
 * or the account may not make them, a warning is logged and the table stands without. A migration that builds such a table anew
 * (TypeORM's `addColumn` on SQLite does) has to guard it again. Neither `TRUNCATE` nor SQLite's `INSERT OR REPLACE` asks a trigger.
 * @param removable a condition on `OLD` of rows that may be removed after all
 */
export async function guardAppendOnly(queryRunner: QueryRunner, table: string, removable?: string): Promise<void> {
  const onSqlite = queryRunner.dataSource.options.type === 'better-sqlite3';
  for (const change of CHANGES) {
    const name = `${table}_no_${change.toLowerCase()}`;
    const message = `append-only: ${table}`;
    const allowed = change === 'DELETE' ? removable : undefined;
    if (onSqlite) {
      const when = allowed === undefined ? '' : `WHEN NOT (${allowed}) `;
      await queryRunner.query(`CREATE TRIGGER "${name}" BEFORE ${change} ON "${table}" ${when}BEGIN SELECT RAISE(ABORT, '${message}'); END`);
      continue;
    }
    await unlessImpossible(table, () =>
      queryRunner.query(
        `CREATE TRIGGER \`${name}\` BEFORE ${change} ON \`${table}\` FOR EACH ROW ${refusal(message, allowed)}`,
      ),
    );
  }
}

function refusal(message: string, allowed: string | undefined): string {
  const signal = `SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = '${message}'`;
  return allowed === undefined ? signal : `IF NOT (${allowed}) THEN ${signal}; END IF`;
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
