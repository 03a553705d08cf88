import type { DataSource, EntityMetadata, Table } from 'typeorm';
import { openDatabase, type Database } from '../../src/platform/database/index.js';
import { SCHEMA } from '../../src/schema.js';
import { createScratchDatabase, describeDatabases, type DatabaseKind, type ScratchDatabase } from '../support/services.js';
import { readTables } from '../support/tables.js';

/** What the two ways of writing a column must agree on. */
interface ColumnShape {
  readonly type: string;
  readonly length: string;
  readonly precision: number | null;
  readonly nullable: boolean;
  readonly primary: boolean;
  readonly generated: boolean;
}

type TableShape = Readonly<Record<string, ColumnShape>>;

/** SQLite keeps no precision of an instant. */
const precisionOf = (kind: DatabaseKind, precision: number | null | undefined): number | null =>
  kind === 'sqlite' ? null : (precision ?? null);

function shapeOfEntity(kind: DatabaseKind, { columns }: EntityMetadata, { driver }: DataSource): TableShape {
  return Object.fromEntries(
    columns.map((column) => [
      column.databaseName,
      {
        type: driver.normalizeType(column),
        length: driver.getColumnLength(column),
        precision: precisionOf(kind, column.precision),
        nullable: column.isNullable,
        primary: column.isPrimary,
        generated: column.isGenerated,
      },
    ]),
  );
}

function shapeOfTable(kind: DatabaseKind, { columns }: Table): TableShape {
  return Object.fromEntries(
    columns.map((column) => [
      column.name,
      {
        type: column.type,
        length: column.length,
        precision: precisionOf(kind, column.precision),
        nullable: column.isNullable,
        primary: column.isPrimary,
        generated: column.isGenerated,
      },
    ]),
  );
}

await describeDatabases('the schema', (kind) => {
  let scratch: ScratchDatabase;
  let database: Database;
  let dataSource: DataSource;

  beforeAll(async () => {
    scratch = await createScratchDatabase(kind, 'schema');
    database = await openDatabase(scratch.config, SCHEMA);
    dataSource = await database.unitOfWork(async () => database.writer.dataSource);
  });

  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  /** The tables that stand in the database, but for TypeORM's own. */
  async function tablesInDatabase(): Promise<Map<string, TableShape>> {
    const queryRunner = dataSource.createQueryRunner();
    try {
      const names = Object.keys(await readTables(scratch.config));
      const tables = names.length === 0 ? [] : await queryRunner.getTables(names);
      return new Map(tables.map((table) => [table.name.split('.').at(-1) ?? '', shapeOfTable(kind, table)]));
    } finally {
      await queryRunner.release();
    }
  }

  /** How many columns and indices there are. */
  async function partsInDatabase(): Promise<number> {
    const queryRunner = dataSource.createQueryRunner();
    try {
      const names = Object.keys(await readTables(scratch.config));
      const tables = names.length === 0 ? [] : await queryRunner.getTables(names);
      return tables.reduce((sum, { columns, indices }) => sum + columns.length + indices.length, 0);
    } finally {
      await queryRunner.release();
    }
  }

  it('that the migrations make has the tables and columns that the entities name, and no others', async () => {
    const made = await tablesInDatabase();
    const named = new Map(dataSource.entityMetadatas.map((entity) => [entity.tableName, shapeOfEntity(kind, entity, dataSource)]));
    expect(named.size).toBe(SCHEMA.entities.length);
    expect([...made.keys()].sort()).toEqual([...named.keys()].sort());
    for (const [table, shape] of named) expect({ table, ...made.get(table) }).toEqual({ table, ...shape });
  });

  it('is taken down by the migrations one by one, to an empty database, and built again', async () => {
    const before = await tablesInDatabase();
    let standing = await partsInDatabase();
    for (let undone = 0; undone < SCHEMA.migrations.length; undone++) {
      await dataSource.undoLastMigration({ transaction: 'each' });
      const left = await partsInDatabase();
      expect(left).toBeLessThan(standing);
      standing = left;
    }
    expect(standing).toBe(0);
    await dataSource.runMigrations({ transaction: 'each' });
    expect(await tablesInDatabase()).toEqual(before);
  });
});
