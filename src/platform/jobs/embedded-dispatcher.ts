import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { log } from '../logging/log.js';
import { describeFailure } from './failure.js';
import { JobDispatcher, type DueJob, type JobSource } from './job-dispatcher.js';
import { DEFAULT_CONCURRENCY, JOBS_CONFIG, type JobsConfig } from './options.js';

const POLL_MS = 1000;

/** Needs nothing but the database: asks it every second for what is due, and at once after a job was enqueued in this process. */
@Injectable()
export class EmbeddedDispatcher extends JobDispatcher {
  private readonly busy = new Set<number>();
  private source: JobSource | undefined;
  private timer: NodeJS.Timeout | undefined;
  private filling = false;
  private again = false;

  constructor(
    private readonly clock: Clock,
    @Inject(JOBS_CONFIG) private readonly config: JobsConfig,
  ) {
    super();
  }

  connect(): void {
    // Nothing lies between this process and the database.
  }

  start(source: JobSource): void {
    this.source = source;
    this.timer = setInterval(() => void this.poll(), POLL_MS);
  }

  async stop(): Promise<void> {
    const { source } = this;
    this.source = undefined;
    clearInterval(this.timer);
    await source?.stop();
  }

  wake(jobs: readonly DueJob[]): void {
    const now = this.clock.now();
    if (jobs.some((job) => job.dueAt <= now)) void this.poll();
  }

  /** Never two at a time: both would give the same job to a free place. A call meanwhile makes it look once more. */
  private async poll(): Promise<void> {
    this.again = true;
    if (this.filling) return;
    this.filling = true;
    try {
      while (this.again) {
        this.again = false;
        await this.fillPlaces();
      }
    } catch (error) {
      log.warn({ error: describeFailure(error).code }, 'looking for due jobs failed');
    } finally {
      this.filling = false;
    }
  }

  private async fillPlaces(): Promise<void> {
    const places = this.config.concurrency ?? DEFAULT_CONCURRENCY;
    if (!this.source || this.busy.size >= places) return;
    const due = await this.source.due(places + this.busy.size);
    const waiting = due.filter((job) => !this.busy.has(job.id));
    for (const job of waiting.slice(0, places - this.busy.size)) void this.occupy(job.id);
  }

  private async occupy(id: number): Promise<void> {
    this.busy.add(id);
    try {
      const outcome = await this.source?.run(id);
      // A skipped job may still look due: asking again at once would spin.
      if (outcome !== 'skipped') queueMicrotask(() => void this.poll());
    } catch (error) {
      log.warn({ job: id, error: describeFailure(error).code }, 'running a job failed');
    } finally {
      this.busy.delete(id);
    }
  }
}
