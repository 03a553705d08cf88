import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { WriterThread } from './writer-thread.js';

describe('the thread that writes', () => {
  let folder: string;
  let file: string;
  let thread: WriterThread;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'writer-'));
    file = join(folder, 'notes.sqlite');
    const connection = new BetterSqlite3(file);
    connection.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)');
    connection.close();
    thread = new WriterThread(file);
  });

  afterEach(async () => {
    await thread.close();
    rmSync(folder, { recursive: true });
  });

  const run = (sql: string, ...parameters: unknown[]): ReturnType<WriterThread['run']> => thread.run({ sql, sets: [parameters] });
  const texts = async (): Promise<unknown> => (await run('SELECT text FROM note ORDER BY id')).rows;

  it('answers with rows, or with counts', async () => {
    expect(await run('INSERT INTO note (text) VALUES (?)', '一')).toEqual({ changes: 1, lastInsertRowid: 1 });
    expect(await texts()).toEqual([{ text: '一' }]);
  });

  it('runs a statement with each set of parameters', async () => {
    await thread.run({ sql: 'INSERT INTO note (text) VALUES (?)', sets: [['一'], ['二']] });
    expect(await texts()).toEqual([{ text: '一' }, { text: '二' }]);
  });

  it('leaves this thread free while a statement runs', async () => {
    const long = run('WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT SUM(i) AS sum FROM n');
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    expect((await long).rows).toEqual([{ sum: 500_000_500_000 }]);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });

  it('says why a statement failed as the driver does', async () => {
    await run('INSERT INTO note (text) VALUES (?)', '一');
    const failing = run('INSERT INTO note (text) VALUES (?)', '一');
    await expect(failing).rejects.toMatchObject({
      name: 'SqliteError',
      code: 'SQLITE_CONSTRAINT_UNIQUE',
      message: expect.stringMatching(/^UNIQUE/) as string,
    });
  });

  describe('a statement for which nobody waits', () => {
    const failAfterTheFirst = async (): Promise<void> => {
      await run('BEGIN TRANSACTION');
      thread.post({ sql: 'INSERT INTO note (text) VALUES (?)', sets: [['一'], [null]] });
      thread.post({ sql: 'INSERT INTO note (text) VALUES (?)', sets: [['二']] });
    };

    it('fails all that follow for its reason, the commit too', async () => {
      await failAfterTheFirst();
      await expect(run('SELECT 1')).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_NOTNULL' });
      await expect(run('COMMIT')).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_NOTNULL' });
      await run('ROLLBACK');
      expect(await texts()).toEqual([]);
    });

    it('is forgotten once its transaction is rolled back', async () => {
      await failAfterTheFirst();
      await run('ROLLBACK');
      await run('BEGIN TRANSACTION');
      thread.post({ sql: 'INSERT INTO note (text) VALUES (?)', sets: [['三']] });
      await run('COMMIT');
      expect(await texts()).toEqual([{ text: '三' }]);
    });
  });

  it('takes the lock of the database as its transaction begins', async () => {
    await run('BEGIN TRANSACTION');
    const other = new BetterSqlite3(file, { timeout: 1 });
    expect(() => other.exec("INSERT INTO note (text) VALUES ('一')")).toThrow('locked');
    other.close();
    await run('ROLLBACK');
  });

  it('that has died refuses everything', async () => {
    const dead = new WriterThread(join(folder, 'absent.sqlite'));
    const running = dead.run({ sql: 'SELECT 1', sets: [[]] });
    await expect(running).rejects.toMatchObject({
      message: expect.stringMatching(/has died/) as string,
      cause: { code: 'SQLITE_CANTOPEN' },
    });
    expect(() => dead.refuseDead()).toThrow(/has died/);
    expect(() => dead.post({ sql: 'SELECT 1', sets: [[]] })).toThrow(/has died/);
    await dead.close();
  });
});
