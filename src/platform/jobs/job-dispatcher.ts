import type { Queue } from 'bullmq';

/** `lost`: the job went to another worker meanwhile; `released`: given back because the process stops; `skipped`: nothing was claimed. */
export type JobOutcome = 'done' | 'retry' | 'failed' | 'dead' | 'lost' | 'released' | 'skipped';

/** A job and the instant from which it may be taken. */
export interface DueJob {
  readonly id: number;
  readonly dueAt: Date;
}

/** What a dispatcher needs of the runner. */
export interface JobSource {
  /** Jobs that may be taken now, the longest due first. */
  due(limit: number): Promise<readonly DueJob[]>;
  /** Claims the job and runs it to its end; `skipped` when there is nothing to claim. */
  run(id: number): Promise<JobOutcome>;
  /** Takes nothing more, aborts what runs and returns once it has ended or was given back. */
  stop(): Promise<void>;
}

/**
 * Brings due jobs and workers together. It is only a wake-up: what it forgets the reconciler brings back, what it says twice
 * is claimed once. None of its methods waits for a network at the start or in a request.
 */
export abstract class JobDispatcher {
  /** The queue in Redis; undefined where jobs do not go through it, or not yet. */
  get relayQueue(): Queue | undefined {
    return undefined;
  }

  /** Opens the way out, so that `wake` works; calls `onReachable` whenever the other end can be reached (again). */
  abstract connect(onReachable: () => void): void;
  /** Has this process run jobs as well. */
  abstract start(source: JobSource): void;
  /** Takes nothing more, stops the source, lets go of all connections. */
  abstract stop(): Promise<void>;
  /** Says that jobs are, or will be, due. Never throws and never waits. */
  abstract wake(jobs: readonly DueJob[]): void;
}
