import { log } from '../logging/log.js';
import type { Database } from '../database/index.js';
import { describeFailure } from './failure.js';
import type { Claim, JobLedger } from './job-ledger.js';
import { LeaseLost, type JobContext } from './job.js';

const MAX_NOTE = 200;

/** One attempt at one job: the context of its handler and the heartbeat that keeps the lease. */
export class JobRun implements JobContext {
  private readonly abortion = new AbortController();
  private readonly heartbeat: NodeJS.Timeout;
  private beating = false;
  private fences = 0;
  private reported = '';

  constructor(
    readonly claim: Claim,
    private readonly ledger: JobLedger,
    private readonly database: Database,
  ) {
    this.heartbeat = setInterval(() => void this.beat(), (claim.leaseSeconds * 1000) / 3);
  }

  get jobId(): number {
    return this.claim.job.id;
  }

  get key(): string {
    return this.claim.job.key;
  }

  get runAt(): Date {
    return this.claim.job.runAt;
  }

  get late(): boolean {
    return this.claim.job.late;
  }

  get signal(): AbortSignal {
    return this.abortion.signal;
  }

  async progress(percent: number, note = ''): Promise<void> {
    const whole = Math.round(Math.min(100, Math.max(0, percent)));
    // Handlers report per chunk; a row is written only when what a person sees changes.
    const report = `${whole} ${note}`;
    if (report === this.reported) return;
    if (!(await this.ledger.report(this.claim, whole, note.slice(0, MAX_NOTE) || null))) throw this.lose();
    this.reported = report;
  }

  async fenced<T>(work: () => Promise<T>): Promise<T> {
    this.fences += 1;
    try {
      return await this.database.unitOfWork(async () => {
        await this.renewOrLose();
        const result = await work();
        // The commit also brings a fresh lease: nobody could take the row during `work`, however long it took.
        await this.renewOrLose();
        return result;
      });
    } finally {
      this.fences -= 1;
    }
  }

  abort(reason: Error): void {
    if (!this.signal.aborted) this.abortion.abort(reason);
  }

  end(): void {
    clearInterval(this.heartbeat);
  }

  private async renewOrLose(): Promise<void> {
    if (!(await this.ledger.renew(this.claim))) throw this.lose();
  }

  private lose(): LeaseLost {
    const lost = new LeaseLost(this.jobId);
    this.abort(lost);
    return lost;
  }

  private async beat(): Promise<void> {
    // Inside a fence this process itself holds the row: a heartbeat would wait for its own transaction.
    if (this.beating || this.fences > 0) return;
    this.beating = true;
    try {
      if (!(await this.ledger.renew(this.claim))) this.lose();
    } catch (error) {
      log.warn({ job: this.jobId, error: describeFailure(error).code }, 'job heartbeat failed');
    } finally {
      this.beating = false;
    }
  }
}
