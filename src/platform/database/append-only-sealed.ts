import type { QueryRunner } from 'typeorm';
import { makeTrigger } from './append-only.js';

/** A table that only grows and holds sealed text. */
export interface SealedTable {
  readonly name: string;
  /** The one column that may change, and only so that another key seals it. */
  readonly sealed: string;
  /** All others. */
  readonly fixed: readonly string[];
}

/** Where a sealed text names its key: behind `v1:`, 8 characters. */
const keyOf = (value: string): string => `SUBSTR(${value}, 4, 8)`;

/**
 * As `guardAppendOnly`, but a sealed text may be sealed anew with another key: a key that is to be given up must not be named for ever by what may never
 * change. What the text says is guarded by itself, for no other key than the installation's opens it.
 */
export async function guardSealedAppendOnly(queryRunner: QueryRunner, table: SealedTable): Promise<void> {
  const onSqlite = queryRunner.dataSource.options.type === 'better-sqlite3';
  const differs = (column: string): string =>
    onSqlite ? `NEW."${column}" IS NOT OLD."${column}"` : `NOT (NEW.\`${column}\` <=> OLD.\`${column}\`)`;
  const sealed = (row: 'NEW' | 'OLD'): string => (onSqlite ? `${row}."${table.sealed}"` : `${row}.\`${table.sealed}\``);
  const forbidden = [
    ...table.fixed.map(differs),
    `(${differs(table.sealed)} AND (${sealed('OLD')} IS NULL OR COALESCE(${sealed('NEW')}, '') NOT LIKE 'v1:%' OR ${keyOf(sealed('NEW'))} = ${keyOf(sealed('OLD'))}))`,
  ].join(' OR ');
  await makeTrigger(queryRunner, table.name, 'UPDATE', forbidden);
  await makeTrigger(queryRunner, table.name, 'DELETE');
}
