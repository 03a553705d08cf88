import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Database } from '../database/index.js';
import { log } from '../logging/log.js';
import { withOrigin, type Origin } from '../origin/origin.js';
import { describeFailure, LEASE_EXPIRED, stackOf } from './failure.js';
import type { DueJob, JobOutcome, JobSource } from './job-dispatcher.js';
import { JobLedger, type Claim } from './job-ledger.js';
import { JobRegistry } from './job-registry.js';
import { JobRun } from './job-run.js';
import { LeaseLost, type JobHandler } from './job.js';
import { DEFAULT_STOP_GRACE_SECONDS, JOBS_CONFIG, type JobsConfig } from './options.js';
import { decideClaim, decideFailure, retryAt } from './policy.js';

export type JobCounts = Readonly<Record<JobOutcome, number>>;

const DRAIN_BATCH = 100;

/** Claims jobs and runs their handlers. */
@Injectable()
export class JobRunner implements JobSource {
  private readonly worker = `${hostname().slice(0, 60)}-${process.pid}-${randomBytes(4).toString('hex')}`;
  private readonly attempts = new Set<Promise<JobOutcome>>();
  private readonly runs = new Set<JobRun>();
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly registry: JobRegistry,
    private readonly ledger: JobLedger,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(JOBS_CONFIG) private readonly config: JobsConfig,
  ) {}

  due(limit: number): Promise<readonly DueJob[]> {
    return this.ledger.due({ until: this.clock.now(), names: this.registry.names, limit });
  }

  async run(id: number): Promise<JobOutcome> {
    if (this.stopped) return 'skipped';
    const attempt = this.attempt(id);
    this.attempts.add(attempt);
    try {
      return await attempt;
    } finally {
      this.attempts.delete(attempt);
    }
  }

  /** Runs what is due of these names, one job after another, until nothing is. */
  async drain(names = this.registry.names): Promise<JobCounts> {
    const counts = { done: 0, retry: 0, failed: 0, dead: 0, lost: 0, released: 0, skipped: 0 };
    for (;;) {
      const due = await this.ledger.due({ until: this.clock.now(), names, limit: DRAIN_BATCH });
      const before = counts.skipped;
      for (const { id } of due) counts[await this.run(id)] += 1;
      // Skipped jobs are in other hands; when a whole round was, nothing is left to do here.
      if (counts.skipped - before === due.length) return counts;
    }
  }

  stop(): Promise<void> {
    this.stopped ??= this.endAll();
    return this.stopped;
  }

  private async endAll(): Promise<void> {
    for (const run of this.runs) run.abort(new Error('The process is stopping.'));
    await settledWithin([...this.attempts], (this.config.stopGraceSeconds ?? DEFAULT_STOP_GRACE_SECONDS) * 1000);
    // What has not ended is given back. Its writes are refused from here on.
    await Promise.allSettled([...this.runs].map((run) => this.release(run)));
  }

  private async attempt(id: number): Promise<JobOutcome> {
    const job = await this.ledger.find(id);
    const handler = job && this.registry.handler(job.name);
    if (!handler) return 'skipped';
    const decision = decideClaim(job, this.clock.now());
    if (decision === 'leave') return 'skipped';
    if (decision === 'bury') return (await this.ledger.bury(job, LEASE_EXPIRED)) ? 'dead' : 'skipped';
    const claim = await this.ledger.take(job, this.worker, handler.definition.leaseSeconds);
    return claim ? this.execute(handler, claim) : 'skipped';
  }

  private async execute(handler: JobHandler<object>, claim: Claim): Promise<JobOutcome> {
    const run = new JobRun(claim, this.ledger, this.database);
    this.runs.add(run);
    try {
      const outcome = this.stopped ? await this.release(run) : await this.handle(handler, run);
      log.info({ job: run.jobId, name: claim.job.name, attempt: claim.job.attempts, late: run.late, outcome }, 'job ended');
      return outcome;
    } finally {
      run.end();
      this.runs.delete(run);
    }
  }

  private async handle(handler: JobHandler<object>, run: JobRun): Promise<JobOutcome> {
    try {
      // The row was written from a payload of this handler's type.
      await withOrigin(originOf(run), () => handler.run(JSON.parse(run.claim.job.payload) as object, run));
    } catch (error) {
      return this.settleFailure(handler, run, error);
    }
    return (await this.ledger.complete(run.claim)) ? 'done' : 'lost';
  }

  private async settleFailure({ definition }: JobHandler<object>, run: JobRun, error: unknown): Promise<JobOutcome> {
    const { job } = run.claim;
    if (error instanceof LeaseLost || run.signal.reason instanceof LeaseLost) return 'lost';
    if (run.signal.aborted) return this.release(run);
    const failure = describeFailure(error);
    log.warn({ job: job.id, name: job.name, attempt: job.attempts, code: failure.code, stack: stackOf(error) }, 'job attempt failed');
    const decision = decideFailure(failure, job);
    const settled =
      decision === 'retry'
        ? await this.ledger.retryLater(run.claim, retryAt(this.clock.now(), job.attempts, definition.backoff), failure)
        : await this.ledger.giveUp(run.claim, decision, failure);
    return settled ? decision : 'lost';
  }

  private async release(run: JobRun): Promise<JobOutcome> {
    run.end();
    return (await this.ledger.release(run.claim)) ? 'released' : 'lost';
  }
}

const originOf = ({ claim, jobId }: JobRun): Origin => ({
  channel: 'job',
  name: claim.job.name,
  address: null,
  requestId: String(jobId),
  session: null,
});

/** Waits until all have settled, at most `milliseconds`. */
async function settledWithin(promises: readonly Promise<unknown>[], milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([Promise.allSettled(promises), timeout]);
  clearTimeout(timer);
}
