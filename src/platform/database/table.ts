import {
  Table,
  type QueryRunner,
  type TableColumnOptions,
  type TableForeignKeyOptions,
  type TableIndexOptions,
  type TableUniqueOptions,
} from 'typeorm';
import { longTextType } from './columns.js';

/** Columns for migrations, the counterparts of the decorators in `columns.ts`. `dialect` comes from the query runner. */
export interface PortableColumn {
  readonly name: string;
  readonly build: (dialect: string) => Omit<TableColumnOptions, 'name'>;
  readonly nullable?: boolean;
}

const fixed =
  (options: Omit<TableColumnOptions, 'name'>): PortableColumn['build'] =>
  () =>
    options;

export const column = {
  id: (): PortableColumn => ({
    name: 'id',
    build: (dialect) => ({
      type: dialect === 'better-sqlite3' ? 'integer' : 'int',
      isPrimary: true,
      isGenerated: true,
      generationStrategy: 'increment',
    }),
  }),
  key: (name: string, length: number): PortableColumn => ({
    name,
    build: fixed({ type: 'varchar', length: String(length), isPrimary: true }),
  }),
  keyInt: (name: string): PortableColumn => ({
    name,
    build: (dialect) => ({ type: dialect === 'better-sqlite3' ? 'integer' : 'int', isPrimary: true }),
  }),
  int: (name: string): PortableColumn => ({ name, build: (dialect) => ({ type: dialect === 'better-sqlite3' ? 'integer' : 'int' }) }),
  text: (name: string, length: number): PortableColumn => ({ name, build: fixed({ type: 'varchar', length: String(length) }) }),
  longText: (name: string): PortableColumn => ({ name, build: (dialect) => ({ type: longTextType(dialect) }) }),
  flag: (name: string): PortableColumn => ({
    name,
    build: (dialect) => (dialect === 'better-sqlite3' ? { type: 'boolean' } : { type: 'tinyint' }),
  }),
  day: (name: string): PortableColumn => ({ name, build: fixed({ type: 'date' }) }),
  instant: (name: string): PortableColumn => ({ name, build: fixed({ type: 'datetime', precision: 3 }) }),
};

export const nullable = (portable: PortableColumn): PortableColumn => ({ ...portable, nullable: true });

interface TableParts {
  readonly columns: readonly PortableColumn[];
  readonly uniques?: readonly TableUniqueOptions[];
  readonly indices?: readonly TableIndexOptions[];
  readonly foreignKeys?: readonly TableForeignKeyOptions[];
}

/** Creates a table from portable columns; on MySQL compared by code point, so that no two different Chinese names count as equal. */
export async function createTable(queryRunner: QueryRunner, name: string, parts: TableParts): Promise<void> {
  const dialect = queryRunner.dataSource.options.type;
  const columns = parts.columns.map((portable) => ({
    name: portable.name,
    isNullable: portable.nullable ?? false,
    ...portable.build(dialect),
  }));
  const onSqlite = dialect === 'better-sqlite3';
  const uniqueIndices = (parts.uniques ?? []).map(({ name: indexName, columnNames }) => ({ name: indexName, columnNames, isUnique: true }));
  await queryRunner.createTable(
    new Table({
      name,
      columns,
      // MySQL knows a unique constraint only as a unique index.
      uniques: onSqlite ? [...(parts.uniques ?? [])] : [],
      indices: [...(parts.indices ?? []), ...(onSqlite ? [] : uniqueIndices)],
      foreignKeys: [...(parts.foreignKeys ?? [])],
    }),
    true,
  );
  if (!onSqlite) await queryRunner.query(`ALTER TABLE \`${name}\` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
}

/** Adds columns that may be empty, by plain statements: TypeORM would build the table anew on SQLite, and lose its triggers. */
export async function addColumns(queryRunner: QueryRunner, table: string, columns: readonly PortableColumn[]): Promise<void> {
  const dialect = queryRunner.dataSource.options.type;
  for (const { name, build } of columns) {
    const { type, length, precision } = build(dialect);
    const size = length ?? (dialect === 'better-sqlite3' ? undefined : precision);
    await queryRunner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}${size === undefined ? '' : `(${size})`} NULL`);
  }
}

export async function dropColumns(queryRunner: QueryRunner, table: string, columns: readonly PortableColumn[]): Promise<void> {
  for (const { name } of columns) await queryRunner.query(`ALTER TABLE ${table} DROP COLUMN ${name}`);
}

/** A reference to another table's `id`; deleting what is referred to is refused. */
export const references = (columnName: string, table: string): TableForeignKeyOptions => ({
  columnNames: [columnName],
  referencedTableName: table,
  referencedColumnNames: ['id'],
});
