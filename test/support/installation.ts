import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient, changesThrough } from './api-client.js';
import { unrecorded } from './audited-routes.js';
import { Application, runCommandLine, type CommandResult, type Environment } from './processes.js';
import { claimRedis, type ClaimedRedis } from './redis.js';
import { availableServices, createScratchDatabase, type DatabaseKind, type ScratchDatabase } from './services.js';
import { countRows, execute, letJobsBeOverdue, readTables, type Tables } from './tables.js';

// Journeys start processes and walk through whole cities.
import.meta.jest.setTimeout(120_000);

/** The application as an operator has it: a data folder, a database, with MariaDB a Redis, and the processes on them. */
export class Installation {
  private readonly applications: Application[] = [];

  private constructor(
    readonly kind: DatabaseKind,
    private readonly scratch: ScratchDatabase,
    private readonly redis: ClaimedRedis | undefined,
  ) {}

  static async create(kind: DatabaseKind): Promise<Installation> {
    const redis = kind === 'mariadb' ? await claimRedis() : undefined;
    return new Installation(kind, await createScratchDatabase(kind, 'e2e'), redis);
  }

  get dataDir(): string {
    return this.scratch.config.dataDir;
  }

  /** Undefined for SQLite in the data folder. */
  get databaseUrl(): string | undefined {
    return this.scratch.config.databaseUrl;
  }

  /** Undefined where there is none. */
  get redisUrl(): string | undefined {
    return this.redis?.url;
  }

  async start(env: Environment = {}): Promise<Application> {
    const application = await Application.start({ ...this.environment, ...env });
    this.applications.push(application);
    return application;
  }

  /** The command line on this installation's data. */
  cli(...args: string[]): Promise<CommandResult> {
    return runCommandLine(args, this.environment);
  }

  /** As if a while had passed since the last process was killed. */
  expireLeases(): Promise<void> {
    // Another instant each time: the queue knows a job by its name and the instant at which it is due.
    const over = new Date().toISOString().replace('T', ' ').slice(0, -1);
    return execute(this.scratch.config, `UPDATE job SET leaseUntil = '${over}' WHERE state = 'running'`);
  }

  /** As if the jobs of a name had not run yet and were due, whatever the hour; while no process works. */
  letJobsRunAgain(name: string): Promise<void> {
    const now = new Date().toISOString().replace('T', ' ').slice(0, -1);
    return execute(this.scratch.config, `UPDATE job SET state = 'queued', attempts = 0, dueAt = '${now}' WHERE name = '${name}'`);
  }

  /** As if a minute had passed since a key was made; while no process works. */
  letKeysBegin(): Promise<void> {
    return execute(this.scratch.config, 'UPDATE sealing_key SET activeFrom = createdAt');
  }

  /** As a person with the database's password would try. */
  execute(sql: string): Promise<void> {
    return execute(this.scratch.config, sql);
  }

  /** As if the jobs had been lost with their table. */
  forgetJobs(): Promise<void> {
    return execute(this.scratch.config, 'DELETE FROM job');
  }

  tables(): Promise<Tables> {
    return readTables(this.scratch.config);
  }

  letJobsBeOverdue(keyPrefix: string): Promise<void> {
    return letJobsBeOverdue(this.scratch.config, keyPrefix);
  }

  /** A message as reminding writes it, whatever the hour; returns its id. */
  async putMessage(userId: number, regionCode: string, addressee: string): Promise<number> {
    const columns = 'recipient, userId, regionCode, addressee, day, reminders, createdAt';
    const values = `'user:${userId}', ${userId}, '${regionCode}', '${addressee}', '2022-05-06', '[]', '2022-05-06 00:30:00.000'`;
    await execute(this.scratch.config, `INSERT INTO reminder_message (${columns}) VALUES (${values})`);
    const { reminder_message: messages = [] } = await this.tables();
    return Number(messages.find((message) => message['userId'] === userId)?.['id'] ?? 0);
  }

  /** What an upload that was refused may not change: the rows of each table but the history of uploads, and files that were only passing through. */
  async footprint(): Promise<{ readonly rows: Record<string, number>; readonly files: string[] }> {
    const stored = join(this.dataDir, 'files');
    return { rows: countRows(await this.tables()), files: (await this.files()).filter((path) => !path.startsWith(stored)) };
  }

  /** Every file in the data folder but the database's own. */
  async files(): Promise<string[]> {
    const found = await readdir(this.dataDir, { recursive: true, withFileTypes: true });
    const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return files.filter((path) => !path.includes('coverage.sqlite')).sort();
  }

  /** Ends every process and removes all data. */
  async drop(): Promise<void> {
    for (const application of this.applications) await application.stop('SIGKILL');
    const unrecorded = await this.unrecordedChanges().finally(() => this.remove());
    if (unrecorded.length > 0) throw new Error(`The audit trail has no entry of: ${unrecorded.join(', ')}`);
  }

  /** Routes that changed something in this installation without an entry in its audit trail (`AUDITED_ROUTES`). */
  private async unrecordedChanges(): Promise<string[]> {
    const made = this.applications.flatMap(({ address }) => changesThrough(address));
    if (made.length === 0) return [];
    const { audit_entry: entries = [] } = await this.tables();
    return unrecorded(made, new Set(entries.map(({ action }) => String(action))));
  }

  private async remove(): Promise<void> {
    await this.redis?.release();
    await this.scratch.drop();
    if (existsSync(this.dataDir)) throw new Error('The data folder was not removed.');
  }

  private get environment(): Environment {
    const { dataDir, databaseUrl, allowWeakDurability } = this.scratch.config;
    return {
      DATA_DIR: dataDir,
      ALLOW_WEAK_DURABILITY: String(allowWeakDurability),
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
      ...(this.redis === undefined ? {} : { REDIS_URL: this.redis.url }),
    };
  }
}

const NAMES: Readonly<Record<DatabaseKind, string>> = { sqlite: 'SQLite, embedded dispatcher', mariadb: 'MariaDB, BullMQ' };

/** Describes a journey once per kind of installation; what cannot run here is listed as skipped, with the reason. */
export async function describeInstallations(title: string, journey: (kind: DatabaseKind) => void): Promise<void> {
  const services = await availableServices();
  describe(`${title} [${NAMES.sqlite}]`, () => journey('sqlite'));
  if (services.mariadb && services.redis) describe(`${title} [${NAMES.mariadb}]`, () => journey('mariadb'));
  else it.skip(`${title} [${NAMES.mariadb}]: the servers do not answer`, () => undefined);
}

/** An installation with one running application, set up once for the tests of a `describe`; `prepare` fills it. */
export function runningInstallation<T>(
  kind: DatabaseKind,
  prepare: (running: { readonly installation: Installation; readonly application: Application; readonly api: ApiClient }) => Promise<T>,
  env: Environment = {},
): () => T & { readonly installation: Installation; readonly application: Application } {
  let installation: Installation | undefined;
  let ready: (T & { readonly installation: Installation; readonly application: Application }) | undefined;
  beforeAll(async () => {
    installation = await Installation.create(kind);
    const application = await installation.start(env);
    const prepared = await prepare({ installation, application, api: new ApiClient(application.address) });
    ready = { ...prepared, installation, application };
  });
  afterAll(() => installation?.drop());
  return () => {
    if (!ready) throw new Error('The installation is not ready.');
    return ready;
  };
}
