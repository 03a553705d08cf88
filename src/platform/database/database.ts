import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { Gate } from './gate.js';
import type { WriterThread } from './sqlite/writer-thread.js';
import { tellWrites, type Watcher } from './watch.js';

/** SQLite has one writer. MySQL takes several; a few at a time keep long imports from holding up heartbeats. */
const GATE_WIDTH = { sqlite: 1, mysql: 4 } as const;

interface Unit {
  readonly manager: EntityManager;
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void)[];
  /** What was written to watched tables so far. */
  readonly reaches: Map<Watcher, Set<string> | 'everything'>;
  open: boolean;
}

/**
 * The only way to the database. All writes pass one gate as units of work; reading outside of one uses connections that
 * cannot write, so that a forgotten unit of work fails at once instead of slipping into somebody else's transaction
 * (TypeORM's SQLite driver has one connection, on which overlapping transactions nest).
 */
export class Database {
  private readonly units = new AsyncLocalStorage<Unit>();
  private readonly gate: Gate;
  private readonly watchers: Watcher[] = [];
  private readonly reach = new AsyncLocalStorage<readonly string[]>();

  constructor(
    private readonly writing: DataSource,
    private readonly reading: DataSource,
    /** Runs the statements of `writing` where they would hold up this thread: on SQLite. */
    private readonly thread?: WriterThread,
  ) {
    this.gate = new Gate(this.isSqlite ? GATE_WIDTH.sqlite : GATE_WIDTH.mysql);
  }

  get isSqlite(): boolean {
    return this.writing.options.type === 'better-sqlite3';
  }

  /** For reading: the current unit of work sees its own changes, everyone else only what is committed. */
  get reader(): EntityManager {
    return this.current()?.manager ?? this.reading.manager;
  }

  /** For changing: only inside a unit of work. */
  get writer(): EntityManager {
    const unit = this.current();
    if (!unit) throw new Error('A change was attempted outside of a unit of work.');
    return unit.manager;
  }

  /**
   * Runs `work` in one transaction, rolled back when it throws; inside a running unit it joins that one. Never do network I/O in it.
   * With `exclusive`, units of that name follow each other, in all processes: what one reads before it writes stays true until it commits.
   */
  async unitOfWork<T>(work: () => Promise<T>, exclusive?: string): Promise<T> {
    const locked = exclusive === undefined ? work : () => this.lock(exclusive).then(work);
    if (this.current()) return locked();
    const done = await this.gate.pass(() => this.transact(locked));
    for (const action of done.afterCommit) action();
    return done.result;
  }

  get inUnitOfWork(): boolean {
    return this.current() !== undefined;
  }

  /**
   * Runs `action` in the current unit of work when all else in it is done: what locks a row that everybody needs, locks it for as short as possible. The unit
   * fails with it.
   */
  beforeCommit(action: () => Promise<void>): void {
    const unit = this.current();
    if (!unit) throw new Error('beforeCommit needs a unit of work.');
    unit.beforeCommit.push(action);
  }

  /** Runs `action` once the current unit of work is committed; never when it is rolled back. */
  afterCommit(action: () => void): void {
    const unit = this.current();
    if (!unit) throw new Error('afterCommit needs a unit of work.');
    unit.afterCommit.push(action);
  }

  /** From now on `watcher` hears of all changes of its tables that go through this process's units of work. */
  watch(watcher: Watcher): void {
    this.watchers.push(watcher);
  }

  /** Says how far the changes reach that `work` makes, in the words of whoever watches. Changes of which nobody says it reach everything. */
  reaching<T>(reach: readonly string[], work: () => Promise<T>): Promise<T> {
    return this.reach.run(reach, work);
  }

  /** Whether the current unit of work has written to a table of `watcher`: then it sees what others do not. */
  hasWritten(watcher: Watcher): boolean {
    return this.current()?.reaches.has(watcher) ?? false;
  }

  async ping(): Promise<void> {
    this.thread?.refuseDead();
    await this.reading.query('SELECT 1');
  }

  async close(): Promise<void> {
    if (this.reading.isInitialized) await this.reading.destroy();
    await this.thread?.close();
    if (this.writing.isInitialized) await this.writing.destroy();
  }

  /**
   * SQLite has one writer anyway. MySQL locks a row: as the first statement of a unit it makes later reads see what others committed before,
   * because a snapshot is taken at the first reading that does not lock.
   */
  private async lock(name: string): Promise<void> {
    if (this.isSqlite) return;
    await this.writer.query('INSERT INTO write_lock (name) VALUES (?) ON DUPLICATE KEY UPDATE name = name', [name]);
  }

  private async transact<T>(work: () => Promise<T>): Promise<{ result: T; afterCommit: readonly (() => void)[] }> {
    const queryRunner = this.writing.createQueryRunner();
    const unit: Unit = { manager: queryRunner.manager, beforeCommit: [], afterCommit: [], reaches: new Map(), open: true };
    try {
      await queryRunner.startTransaction();
      tellWrites(queryRunner, (table) => this.note(unit, table));
      const result = await this.units.run(unit, () => this.completed(unit, work));
      unit.open = false;
      await queryRunner.commitTransaction();
      return { result, afterCommit: unit.afterCommit };
    } catch (error) {
      unit.open = false;
      // SQLite has rolled back by itself where the disk was full, and refuses to do so twice: the first error is the one to tell.
      await queryRunner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await queryRunner.release();
    }
  }

  /** Watchers come before what waits for the end: it locks what everybody needs. */
  private async completed<T>(unit: Unit, work: () => Promise<T>): Promise<T> {
    const result = await work();
    for (const [watcher, reach] of unit.reaches) await watcher.beforeCommit(reach);
    for (const action of unit.beforeCommit) await action();
    return result;
  }

  private note({ reaches }: Unit, table: string): void {
    const said = this.reach.getStore();
    for (const watcher of this.watchers.filter(({ tables }) => tables.has(table))) {
      const before = reaches.get(watcher) ?? new Set<string>();
      reaches.set(watcher, before === 'everything' || said === undefined ? 'everything' : new Set([...before, ...said]));
    }
  }

  private current(): Unit | undefined {
    const unit = this.units.getStore();
    if (unit && !unit.open) throw new Error('The unit of work has ended: something in it was not awaited.');
    return unit;
  }
}
