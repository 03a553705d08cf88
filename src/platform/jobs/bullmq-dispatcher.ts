import { Inject, Injectable } from '@nestjs/common';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { Clock } from '../clock/clock.js';
import { log } from '../logging/log.js';
import { describeFailure } from './failure.js';
import { JobDispatcher, type DueJob, type JobSource } from './job-dispatcher.js';
import { DEFAULT_CONCURRENCY, DEFAULT_REDIS_PREFIX, JOBS_CONFIG, type JobsConfig } from './options.js';
import { relayOf } from './policy.js';

const QUEUE = 'jobs';
const CLOSE_MS = 3000;

interface Relay {
  readonly id: number;
}

const retryStrategy = (times: number): number => Math.min(times * 200, 5000);

/** Relays ids through Redis, so that the workers of any process take them. Without Redis requests go on; the reconciler makes up. */
@Injectable()
export class BullMqDispatcher extends JobDispatcher {
  private readonly prefix: string;
  private readonly url: string;
  private readonly sending = new Set<Promise<void>>();
  private clients: Redis[] = [];
  private queue: Queue<Relay> | undefined;
  private worker: Worker<Relay> | undefined;
  private source: JobSource | undefined;
  private reachable = true;
  private stopping = false;
  private letGo: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.letGo = resolve));

  constructor(
    private readonly clock: Clock,
    @Inject(JOBS_CONFIG) private readonly config: JobsConfig,
  ) {
    super();
    if (config.redisUrl === undefined) throw new Error('BullMqDispatcher needs redisUrl.');
    this.url = config.redisUrl;
    this.prefix = config.redisPrefix ?? DEFAULT_REDIS_PREFIX;
  }

  connect(onReachable: () => void): void {
    const connection = this.client({ enableOfflineQueue: false, maxRetriesPerRequest: 1 });
    // BullMQ 6.7 asks for the version before the connection stands and, refused, fails for ever: hence skipVersionCheck.
    this.queue = new Queue<Relay>(QUEUE, { connection, prefix: this.prefix, skipWaitingForReady: true, skipVersionCheck: true });
    this.queue.on('error', (error) => this.unreachable(error));
    connection.on('ready', () => {
      if (!this.reachable) log.info('Redis is back');
      this.reachable = true;
      onReachable();
    });
  }

  /** The queue as it stands in Redis, to be looked into; undefined before `connect`. */
  override get relayQueue(): Queue | undefined {
    return this.queue;
  }

  start(source: JobSource): void {
    this.source = source;
    const connection = this.client({ maxRetriesPerRequest: null });
    const concurrency = this.config.concurrency ?? DEFAULT_CONCURRENCY;
    this.worker = new Worker<Relay>(QUEUE, (relay) => this.take(source, relay.data.id), { connection, prefix: this.prefix, concurrency });
    this.worker.on('error', (error) => this.unreachable(error));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    // Closing first: what is fetched after the source has stopped would be dropped. Without Redis only force comes to an end.
    const closed = this.worker?.close(!this.reachable);
    await this.source?.stop();
    this.letGo();
    await within(CLOSE_MS, Promise.allSettled([closed, ...this.sending]));
    await within(CLOSE_MS, Promise.allSettled([this.queue?.close()]));
    for (const client of this.clients) client.disconnect();
  }

  wake(jobs: readonly DueJob[]): void {
    const now = this.clock.now();
    const relays = jobs.flatMap((job) => {
      const relay = relayOf(job, now);
      return relay ? [{ name: 'run', data: { id: job.id }, opts: { ...relay, removeOnComplete: true, removeOnFail: true } }] : [];
    });
    if (!this.queue || relays.length === 0) return;
    const sent = this.queue.addBulk(relays).then(
      () => undefined,
      (error: unknown) => this.unreachable(error),
    );
    this.sending.add(sent);
    void sent.finally(() => this.sending.delete(sent));
  }

  /**
   * Settles in any case: what went wrong stands in the job's row, not in Redis. A handler that outlives the stop has lost its job
   * by then; the worker does not wait for it.
   */
  private async take(source: JobSource, id: number): Promise<void> {
    try {
      await Promise.race([source.run(id), this.stopped]);
    } catch (error) {
      log.warn({ job: id, error: describeFailure(error).code }, 'running a job failed');
    }
  }

  private client(options: { readonly enableOfflineQueue?: boolean; readonly maxRetriesPerRequest: number | null }): Redis {
    const client = new Redis(this.url, { ...options, retryStrategy });
    client.on('error', (error) => this.unreachable(error));
    this.clients.push(client);
    return client;
  }

  /** Said once per outage, not at each attempt to reconnect; a connection that is let go while it is being made is none. */
  private unreachable(error: unknown): void {
    if (this.reachable && !this.stopping)
      log.warn({ error: describeFailure(error).code }, 'Redis cannot be reached; jobs wait in the database');
    this.reachable = false;
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
  clearTimeout(timer);
}
