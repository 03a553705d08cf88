import type { Backoff } from './policy.js';

/** One kind of job. Declared once as a constant beside its handler; `P` is its payload: ids only, no personal data. */
export interface JobDefinition<P extends object> {
  /** Stable, `feature.verb`, up to 60 characters: rows of the past carry it. */
  readonly name: string;
  readonly maxAttempts: number;
  /** How long a silent worker keeps the job. Heartbeats come three times as often; take well over the longest blocking stretch. */
  readonly leaseSeconds: number;
  readonly backoff: Backoff;
  /** Never set: ties the payload's type to the definition. */
  readonly payloadType?: P;
}

export interface JobRequest<P extends object> {
  /** What makes the job one: the same name and key enqueued again is the same job, whatever has become of it. Up to 120 characters. */
  readonly key: string;
  readonly payload: P;
  /** Whose job it is: the code of an organisation, by which it is shown or not. */
  readonly owner: string;
  /** Default: at once. */
  readonly runAt?: Date;
}

/** The way to have something done later. */
export abstract class JobQueue {
  /** Writes the job in the caller's unit of work (throws outside of one); workers hear of it after the commit. */
  abstract enqueue<P extends object>(job: JobDefinition<P>, request: JobRequest<P>): Promise<void>;
  /** As `enqueue` for each, in a few statements. */
  abstract enqueueAll<P extends object>(job: JobDefinition<P>, requests: readonly JobRequest<P>[]): Promise<void>;
}

/** What a handler knows and may do while it runs. */
export interface JobContext {
  readonly jobId: number;
  readonly key: string;
  readonly runAt: Date;
  /** 补跑: the first run began more than ten minutes after `runAt`. */
  readonly late: boolean;
  /** Aborted when the process stops or the lease is lost: finish the current step, then throw or return. */
  readonly signal: AbortSignal;
  /** Reports progress, 0-100, with a short note without personal data. Throws `LeaseLost` when the job is no longer this worker's. */
  progress(percent: number, note?: string): Promise<void>;
  /**
   * Runs `work` in a unit of work which is only committed if this worker still owns the job; throws `LeaseLost` otherwise.
   * All writes of a handler belong in here.
   */
  fenced<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Runs one kind of job; found among the providers of all modules. It may run again after a crash, hence must be idempotent.
 * A thrown `Problem` is final (state failed) unless its kind is conflict or unavailable; everything else is retried.
 */
export abstract class JobHandler<P extends object> {
  abstract readonly definition: JobDefinition<P>;
  abstract run(payload: P, context: JobContext): Promise<void>;
}

/** Enqueues what the calendar asks for; found among the providers of all modules. Called at the start and every hour: must be idempotent by key. */
export abstract class JobPlanner {
  abstract plan(): Promise<void>;
}

/** The job has gone to another worker or was cancelled: this worker's writes are refused. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(jobId: number) {
    super(`Job ${jobId} no longer belongs to this worker.`);
  }
}
