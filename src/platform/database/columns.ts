import { Column, PrimaryColumn, PrimaryGeneratedColumn, getMetadataArgsStorage, type ColumnOptions, type DataSource } from 'typeorm';

/**
 * Column decorators that mean the same on SQLite, MySQL and MariaDB. `table.ts` writes the same columns in migrations;
 * a spec builds both on each database and finds no difference.
 */
type Optional = Pick<ColumnOptions, 'nullable'>;

export const IdColumn = (): PropertyDecorator => PrimaryGeneratedColumn('increment', { type: 'integer' });
export const KeyColumn = (length: number): PropertyDecorator => PrimaryColumn({ type: 'varchar', length });
/** Part of a primary key that is a number. */
export const KeyIntColumn = (): PropertyDecorator => PrimaryColumn({ type: 'integer' });
export const IntColumn = (options: Optional = {}): PropertyDecorator => Column({ type: 'integer', ...options });
export const TextColumn = (length: number, options: Optional = {}): PropertyDecorator => Column({ type: 'varchar', length, ...options });
export const FlagColumn = (): PropertyDecorator => Column({ type: 'boolean' });
/** A calendar day, read and written as `YYYY-MM-DD`. */
export const DayColumn = (options: Optional = {}): PropertyDecorator => Column({ type: 'date', ...options });
/** An instant with milliseconds; stamped by the caller from the injected clock, never by the database. */
export const InstantColumn = (options: Optional = {}): PropertyDecorator => Column({ type: 'datetime', precision: 3, ...options });

const longTextColumns = new Set<string>();

/** Text without a length limit: `longtext` on MySQL, whose `text` ends at 64 KiB. */
export function LongTextColumn(options: Optional = {}): PropertyDecorator {
  return (target, property) => {
    longTextColumns.add(columnKey(target.constructor, String(property)));
    Column({ type: 'text', ...options })(target, property);
  };
}

const sealedTexts = new Set<string>();

/** Sealed text, or text of which some rows are sealed. What has to do with keys finds such columns by this declaration. */
export function SealedColumn(options: Optional = {}): PropertyDecorator {
  return (target, property) => {
    sealedTexts.add(columnKey(target.constructor, String(property)));
    LongTextColumn(options)(target, property);
  };
}

/** All columns declared by `SealedColumn`, by table. */
export function sealedColumns(dataSource: DataSource): { readonly table: string; readonly column: string }[] {
  return dataSource.entityMetadatas.flatMap(({ tableName, target, columns }) =>
    typeof target === 'function'
      ? columns
          .filter(({ propertyName }) => sealedTexts.has(columnKey(target, propertyName)))
          .map(({ propertyName }) => ({ table: tableName, column: propertyName }))
      : [],
  );
}

/** The dialect is known when a DataSource is built, not when entities are declared: call before building one. */
export function settleLongTextColumns(dialect: string): void {
  for (const column of getMetadataArgsStorage().columns) {
    if (typeof column.target === 'function' && longTextColumns.has(columnKey(column.target, column.propertyName))) {
      column.options.type = longTextType(dialect);
    }
  }
}

export const longTextType = (dialect: string): 'text' | 'longtext' => (dialect === 'better-sqlite3' ? 'text' : 'longtext');

// A class name is unique among entities: TypeORM itself refuses two of the same name on one table.
const columnKey = (target: { readonly name: string }, property: string): string => `${target.name}.${property}`;
