import { Injectable } from '@nestjs/common';
import { Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { Problem } from '../kernel/index.js';
import { JobHandler, JobQueue, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { ApplyBatch, type ApplyTerms } from './apply-batch.js';
import { isPassing } from './batch-context.js';
import { CHECK_BATCH, jobKey } from './check.job.js';
import type { ImportBatch } from './domain/index.js';
import { IntakeStore } from './intake.store.js';

interface Payload {
  readonly batchId: number;
  readonly terms: ApplyTerms;
}

export const APPLY_BATCH: JobDefinition<Payload> = {
  name: 'intake.apply-batch',
  maxAttempts: 5,
  // The whole batch is one unit of work, during which nothing is heard of this worker.
  leaseSeconds: 120,
  backoff: { firstSeconds: 5, factor: 3, maxSeconds: 300 },
};

/** Puts a batch in force that a person has asked to apply. Killed half way, nothing of it has happened, and it begins anew. */
@Injectable()
export class ApplyBatchJob extends JobHandler<Payload> {
  readonly definition = APPLY_BATCH;

  constructor(
    private readonly applies: ApplyBatch,
    private readonly store: IntakeStore,
    private readonly regions: RegionSource,
    private readonly queue: JobQueue,
  ) {
    super();
  }

  async run({ batchId, terms }: Payload, context: JobContext): Promise<void> {
    const scope = Scope.everywhere(await this.regions.tree());
    const batch = await this.store.find(batchId, scope);
    if (batch?.state !== 'applying') return;
    await context.progress(10, '正在读取文件并再次比对');
    try {
      await this.applies.run(batch, { terms, by: batch.appliedBy ?? '', transact: (work) => this.noted(context, work) });
    } catch (error) {
      if (!(error instanceof Problem) || isPassing(error)) throw error;
      await context.fenced(() => this.giveBack(batch, error));
    }
  }

  private async noted<T>(context: JobContext, work: () => Promise<T>): Promise<T> {
    await context.progress(40, '正在写入');
    return context.fenced(work);
  }

  /** The batch is planned as before with the reason why it is not applied; where the plan is another by now, it is made again. */
  private async giveBack(batch: ImportBatch, { code, message }: Problem): Promise<void> {
    const state = code === 'plan-changed' ? 'checking' : 'planned';
    const given = await this.store.change(batch, { state, notice: { code, message }, appliedBy: null });
    // Cancelled meanwhile: there is nobody to tell.
    if (!given || state === 'planned') return;
    await this.queue.enqueue(CHECK_BATCH, { key: jobKey(given), owner: batch.regionCode, payload: { batchId: batch.id } });
  }
}
