import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import { column, createTable, IdColumn, insertInChunks, openDatabase, TextColumn, type Database, type Reach } from './index.js';
import { writtenTable } from './watch.js';

@Entity('thing')
class Thing {
  @IdColumn() id: number;
  @TextColumn(20) name: string;
}

class CreateThings1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'thing', { columns: [column.id(), column.text('name', 20)] });
  }
  async down(): Promise<void> {}
}

describe('the table that a statement writes to', () => {
  it.each([
    ['INSERT INTO "thing"("id") VALUES (?)', 'thing'],
    ['insert into `thing` (id) values (?)', 'thing'],
    ['INSERT OR IGNORE INTO "thing" VALUES (?)', 'thing'],
    ['INSERT IGNORE INTO `thing` VALUES (?)', 'thing'],
    ['REPLACE INTO thing VALUES (?)', 'thing'],
    ['UPDATE "thing" SET "name" = ?', 'thing'],
    ['  DELETE FROM thing WHERE id = 1', 'thing'],
    ['SELECT * FROM thing', undefined],
    ['COMMIT', undefined],
  ])('%s: %s', (sql, table) => {
    expect(writtenTable(sql)).toBe(table);
  });
});

describe('whoever watches a table', () => {
  let dataDir: string;
  let database: Database;
  let heard: (string[] | 'everything')[];

  beforeEach(async () => {
    heard = [];
    dataDir = mkdtempSync(join(tmpdir(), 'watch-'));
    const config = { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false } as const;
    database = await openDatabase(config, { entities: [Thing], migrations: [CreateThings1700000000000] });
    const beforeCommit = (reach: Reach): Promise<void> => {
      heard.push(reach === 'everything' ? reach : [...reach].sort());
      return Promise.resolve();
    };
    database.watch({ tables: new Set(['thing']), beforeCommit });
  });

  afterEach(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });

  const add = (name: string): Promise<unknown> => database.writer.insert(Thing, { name });

  it('hears of a change of which nobody says how far it reaches as of one of everything, once for a unit of work', async () => {
    await database.unitOfWork(async () => {
      await add('a');
      await add('b');
    });
    expect(heard).toEqual(['everything']);
  });

  it('hears how far changes reach where all of them say so', async () => {
    await database.unitOfWork(async () => {
      await database.reaching(['b'], () => add('b'));
      await database.reaching(['a'], () => insertInChunks(database.writer, Thing, [{ name: 'a' }]));
    });
    expect(heard).toEqual([['a', 'b']]);
  });

  it('does not take one that says it for all', async () => {
    await database.unitOfWork(async () => {
      await database.reaching(['a'], () => add('a'));
      await add('b');
      await database.reaching([], () => add('c'));
    });
    expect(heard).toEqual(['everything']);
  });

  it('hears nothing of what is only read or is rolled back', async () => {
    await database.unitOfWork(() => database.reader.find(Thing));
    const failing = database.unitOfWork(async () => {
      await add('a');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(heard).toEqual([]);
  });

  it('keeps the change from being committed where it fails', async () => {
    database.watch({ tables: new Set(['thing']), beforeCommit: () => Promise.reject(new Error('refused')) });
    await expect(database.unitOfWork(() => add('a'))).rejects.toThrow('refused');
    expect(await database.reader.count(Thing)).toBe(0);
  });
});
