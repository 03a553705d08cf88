import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  column,
  createTable,
  DayColumn,
  FlagColumn,
  idSpans,
  IdColumn,
  InstantColumn,
  inLists,
  insertInChunks,
  IntColumn,
  LongTextColumn,
  nullable,
  openDatabase,
  TextColumn,
  type Database,
} from './index.js';

@Entity('thing')
class Thing {
  @IdColumn() id: number;
  @TextColumn(20) name: string;
  @IntColumn({ nullable: true }) size: number | null;
  @FlagColumn() round: boolean;
  @DayColumn({ nullable: true }) madeOn: string | null;
  @InstantColumn() seenAt: Date;
  @LongTextColumn() note: string;
}

class CreateThings1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'thing', {
      columns: [
        column.id(),
        column.text('name', 20),
        nullable(column.int('size')),
        column.flag('round'),
        nullable(column.day('madeOn')),
        column.instant('seenAt'),
        column.longText('note'),
      ],
    });
  }
  async down(): Promise<void> {}
}

const thing = (i: number): Omit<Thing, 'id'> => ({
  name: `东西${i}`,
  size: i % 3 === 0 ? null : i,
  round: i % 2 === 0,
  madeOn: i % 5 === 0 ? null : '2022-12-31',
  seenAt: new Date(1_600_000_000_123 + i),
  note: `'"?${i}`,
});

describe('inserting many rows at once', () => {
  let dataDir: string;
  let database: Database;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'bulk-'));
    const config = { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false } as const;
    database = await openDatabase(config, { entities: [Thing], migrations: [CreateThings1700000000000] });
  });

  afterEach(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });

  it.each([0, 1, 100, 101, 250])('%i rows are read back as they were, in their order', async (count) => {
    const things = Array.from({ length: count }, (_, i) => thing(i));
    await database.unitOfWork(() => insertInChunks(database.writer, Thing, things));
    const found = await database.reader.find(Thing, { order: { id: 'ASC' } });
    expect(found.map(({ id: _id, ...rest }) => rest)).toEqual(things);
  });

  it('what a row leaves out is null', async () => {
    const { size: _size, madeOn: _madeOn, ...rest } = thing(1);
    await database.unitOfWork(() => insertInChunks(database.writer, Thing, [rest]));
    expect(await database.reader.find(Thing)).toMatchObject([{ size: null, madeOn: null }]);
  });

  it('lets everything else have its turn between two thousand rows, within one transaction', async () => {
    let turns = 0;
    let more = true;
    const turn = (): void => {
      turns += 1;
      if (more) setImmediate(turn);
    };
    setImmediate(turn);
    const things = Array.from({ length: 20_000 }, (_, i) => thing(i));
    await database.unitOfWork(() => insertInChunks(database.writer, Thing, things));
    more = false;
    expect(turns).toBeGreaterThanOrEqual(9);
    expect(await database.reader.count(Thing)).toBe(20_000);
  });

  it('a failure leaves nothing behind', async () => {
    const broken = [...Array.from({ length: 150 }, (_, i) => thing(i)), { ...thing(1), name: null as unknown as string }];
    await expect(database.unitOfWork(() => insertInChunks(database.writer, Thing, broken))).rejects.toThrow();
    expect(await database.reader.count(Thing)).toBe(0);
  });
});

it('lists are asked for piece by piece', async () => {
  const sizes: number[] = [];
  const found = await inLists(
    Array.from({ length: 1201 }, (_, i) => i),
    async (piece) => {
      sizes.push(piece.length);
      return piece;
    },
  );
  expect(sizes).toEqual([500, 500, 201]);
  expect(found).toHaveLength(1201);
});

it('spans of ids cover all of them once', async () => {
  const spans: unknown[] = [];
  for await (const span of idSpans(11, 35, 10)) spans.push(span);
  expect(spans).toEqual([
    { from: 11, to: 20 },
    { from: 21, to: 30 },
    { from: 31, to: 35 },
  ]);
});
