import { Global, Module, type Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { CreateJobs1763800000001 } from '../../src/migrations/1763800000001-create-jobs.js';
import { GiveJobsAnOwner1764000000400 } from '../../src/migrations/1764000000400-give-jobs-an-owner.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Database, openDatabase } from '../../src/platform/database/index.js';
import {
  Job,
  JobHandler,
  JobPlanner,
  JobQueue,
  JobsModule,
  JobStore,
  Reconciler,
  type JobContext,
  type JobDefinition,
  type JobRequest,
  type JobsConfig,
} from '../../src/platform/jobs/index.js';
import { JobLedger } from '../../src/platform/jobs/job-ledger.js';
import { log } from '../../src/platform/logging/log.js';
import { createScratchDatabase, REDIS_URL, type DatabaseKind, type ScratchDatabase } from '../support/services.js';

// Failures and outages are what these specs are about.
log.level = 'silent';

export type DispatcherKind = 'embedded' | 'bullmq';

export interface Payload {
  readonly id: number;
}

/** The organisation whose jobs they are. */
export const OWNER = '150800';

const backoff = { firstSeconds: 30, factor: 2, maxSeconds: 600 };
export const PROBE: JobDefinition<Payload> = { name: 'probe.run', maxAttempts: 3, leaseSeconds: 60, backoff };
export const ONCE: JobDefinition<Payload> = { name: 'probe.once', maxAttempts: 1, leaseSeconds: 60, backoff };
export const BRIEF: JobDefinition<Payload> = { name: 'probe.brief', maxAttempts: 3, leaseSeconds: 1, backoff };

export type Behaviour = (payload: Payload, context: JobContext, app: JobsApp) => Promise<void>;

/** A clock that stands still until it is told otherwise. */
export class HandClock extends Clock {
  private at = new Date('2025-06-05T00:00:00.000Z');

  now(): Date {
    return this.at;
  }

  advance(seconds: number): void {
    this.at = new Date(this.at.getTime() + seconds * 1000);
  }

  in(seconds: number): Date {
    return new Date(this.at.getTime() + seconds * 1000);
  }
}

class Handler extends JobHandler<Payload> {
  app: JobsApp | undefined;

  constructor(
    readonly definition: JobDefinition<Payload>,
    private readonly behaviour: Behaviour,
  ) {
    super();
  }

  async run(payload: Payload, context: JobContext): Promise<void> {
    if (this.app) await this.behaviour(payload, context, this.app);
  }
}

export class Planner extends JobPlanner {
  constructor(readonly plan: () => Promise<void>) {
    super();
  }
}

/** One process of the application, as far as jobs go. */
export class JobsApp {
  constructor(
    private readonly module: TestingModule,
    readonly database: Database,
  ) {}

  get store(): JobStore {
    return this.module.get(JobStore);
  }

  get queue(): JobQueue {
    return this.module.get(JobQueue);
  }

  /** The statements behind a claim, to put two of them into an order that chance rarely brings about. */
  get ledger(): JobLedger {
    return this.module.get(JobLedger);
  }

  get reconciler(): Reconciler {
    return this.module.get(Reconciler);
  }

  /** A job of `OWNER`. */
  enqueue(definition: JobDefinition<Payload>, key: string, options: Partial<JobRequest<Payload>> = {}): Promise<void> {
    return this.database.unitOfWork(() => this.queue.enqueue(definition, { owner: OWNER, key, payload: { id: 1 }, ...options }));
  }

  async job(key: string): Promise<Job | null> {
    return this.database.reader.findOneBy(Job, { key });
  }

  close(): Promise<void> {
    return this.module.close();
  }
}

export interface AppOptions extends Partial<JobsConfig> {
  readonly definitions?: readonly JobDefinition<Payload>[];
  readonly planners?: readonly JobPlanner[];
  readonly database?: Database;
}

/** Databases and processes of one combination of dispatcher and database. */
export class World {
  readonly clock = new HandClock();
  private readonly apps: JobsApp[] = [];
  private prefixes = 0;

  private constructor(
    private readonly dispatcher: DispatcherKind,
    private readonly scratch: ScratchDatabase,
    readonly database: Database,
    /** The database as another process sees it. SQLite's gate is in the process: there both are the same. */
    readonly peerDatabase: Database,
    private readonly redis: Redis | undefined,
  ) {}

  static async open(dispatcher: DispatcherKind, kind: DatabaseKind): Promise<World> {
    const scratch = await createScratchDatabase(kind, 'jobs_spec');
    const schema = { entities: [Job], migrations: [CreateJobs1763800000001, GiveJobsAnOwner1764000000400] };
    const database = await openDatabase(scratch.config, schema);
    const peer = kind === 'sqlite' ? database : await openDatabase(scratch.config, schema);
    return new World(dispatcher, scratch, database, peer, dispatcher === 'bullmq' ? new Redis(REDIS_URL) : undefined);
  }

  get prefix(): string {
    return `jobs-spec-${process.pid}-${this.prefixes}`;
  }

  /** Keys of this test in Redis that stand for jobs under way. */
  async relays(): Promise<string[]> {
    return (await this.redis?.keys(`${this.prefix}:jobs:job-*`)) ?? [];
  }

  async start(behaviour: Behaviour, options: AppOptions = {}): Promise<JobsApp> {
    const { definitions = [PROBE, ONCE, BRIEF], planners = [], database = this.database, ...config } = options;
    const handlers = definitions.map((definition) => new Handler(definition, behaviour));
    const features = [...handlers, ...planners].map((useValue, index): Provider => ({ provide: `feature-${index}`, useValue }));
    const redisUrl = this.dispatcher === 'bullmq' ? REDIS_URL : undefined;
    const jobs = JobsModule.with({ role: 'all', redisUrl, redisPrefix: this.prefix, stopGraceSeconds: 1, ...config });
    const module = await Test.createTestingModule({ imports: [platform(database, this.clock), jobs], providers: features }).compile();
    module.useLogger(false);
    const app = new JobsApp(module, database);
    for (const handler of handlers) handler.app = app;
    await module.init();
    this.apps.push(app);
    return app;
  }

  /** Ends all processes and empties table and queue. */
  async clear(): Promise<void> {
    for (const app of this.apps.splice(0)) await app.close();
    await this.database.unitOfWork(() => this.database.writer.deleteAll(Job));
    await this.flushQueue();
    this.prefixes += 1;
  }

  /** What a Redis that lost its memory looks like to this test. */
  async flushQueue(): Promise<void> {
    const keys = (await this.redis?.keys(`${this.prefix}:*`)) ?? [];
    if (keys.length > 0) await this.redis?.del(...keys);
  }

  async close(): Promise<void> {
    this.redis?.disconnect();
    await this.database.close();
    if (this.peerDatabase !== this.database) await this.peerDatabase.close();
    await this.scratch.drop();
  }
}

function platform(
  database: Database,
  clock: Clock,
): { module: typeof PlatformModule; providers: Provider[]; exports: (typeof Database | typeof Clock)[] } {
  const providers = [
    { provide: Database, useValue: database },
    { provide: Clock, useValue: clock },
  ];
  return { module: PlatformModule, providers, exports: [Database, Clock] };
}

@Global()
@Module({})
class PlatformModule {}

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until `condition` holds; fails after five seconds. */
export async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; waited < 5000; waited += 20) {
    if (await condition()) return;
    await pause(20);
  }
  throw new Error(`Waited in vain until ${what}.`);
}

/** A promise that is settled from outside, for handlers that wait. */
export function latch(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}
