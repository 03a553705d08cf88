import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entity, type MigrationInterface, type QueryRunner } from 'typeorm';
import { column, createTable, Database, IdColumn, openDatabase, TextColumn } from './index.js';

@Entity('note')
class Note {
  @IdColumn() id: number;
  @TextColumn(50) text: string;
}

class CreateNotes1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'note', { columns: [column.id(), column.text('text', 50)] });
  }
  async down(): Promise<void> {}
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the write gate', () => {
  let dataDir: string;
  let database: Database;

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'gate-'));
    const config = { dataDir, databaseUrl: undefined, dialect: 'sqlite', allowWeakDurability: false } as const;
    database = await openDatabase(config, { entities: [Note], migrations: [CreateNotes1700000000000] });
  });

  afterEach(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true });
  });

  const texts = async (): Promise<string[]> => (await database.reader.find(Note, { order: { id: 'ASC' } })).map((note) => note.text);

  it('keeps every acknowledged row of 240 overlapping units of work of which every third rolls back', async () => {
    const write = (text: string, fails: boolean): Promise<string> =>
      database.unitOfWork(async () => {
        await database.writer.insert(Note, { text });
        await pause();
        if (fails) throw new Error('rolled back on purpose');
        return text;
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 240 }, (_, i) => write(`n${i}`, i % 3 === 0)));
    const acknowledged = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(acknowledged).toHaveLength(160);
    expect((await texts()).sort()).toEqual(acknowledged.sort());
  });

  it('admits units of work in the order of asking', async () => {
    const finished: number[] = [];
    await Promise.all([0, 1, 2, 3].map((i) => database.unitOfWork(async () => void (await pause(), finished.push(i)))));
    expect(finished).toEqual([0, 1, 2, 3]);
  });

  it('joins a nested unit to the outer one, which rolls both back', async () => {
    const outer = database.unitOfWork(async () => {
      await database.unitOfWork(() => database.writer.insert(Note, { text: 'inner' }));
      throw new Error('outer fails');
    });
    await expect(outer).rejects.toThrow('outer fails');
    expect(await texts()).toEqual([]);
  });

  it('shows others only what is committed', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const unit = database.unitOfWork(async () => {
      await database.writer.insert(Note, { text: 'not yet' });
      expect(await texts()).toEqual(['not yet']);
      await held;
    });
    await pause();
    const seenOutside = await texts();
    release();
    await unit;
    expect(seenOutside).toEqual([]);
    expect(await texts()).toEqual(['not yet']);
  });

  it('refuses to change anything outside of a unit of work', async () => {
    expect(() => database.writer).toThrow('outside of a unit of work');
    await expect(database.reader.insert(Note, { text: 'smuggled' })).rejects.toThrow(/readonly/);
  });

  it('refuses work that outlives its unit', async () => {
    let late: Promise<unknown> = Promise.resolve();
    await database.unitOfWork(async () => {
      late = pause()
        .then(pause)
        .then(pause)
        .then(pause)
        .then(() => database.writer);
      late.catch(() => undefined);
    });
    await expect(late).rejects.toThrow('was not awaited');
  });

  it('runs what waits for the commit once it is committed, and never after a rollback', async () => {
    const ran: string[] = [];
    await database.unitOfWork(async () => {
      database.afterCommit(() => ran.push('committed'));
      expect(ran).toEqual([]);
    });
    await database
      .unitOfWork(async () => {
        database.afterCommit(() => ran.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(ran).toEqual(['committed']);
  });
});
