import { Injectable } from '@nestjs/common';
import { systemPrincipal } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { CheckBatch } from './check-batch.js';
import { isOpen } from './domain/index.js';
import { IntakeStore } from './intake.store.js';

interface Payload {
  readonly batchId: number;
}

export const CHECK_BATCH: JobDefinition<Payload> = {
  name: 'intake.check-batch',
  maxAttempts: 5,
  // A unit of work of another job may hold the gate for a while, and the first row comes late in a large workbook.
  leaseSeconds: 120,
  backoff: { firstSeconds: 5, factor: 3, maxSeconds: 300 },
};

/** Told about every so many rows. */
const PROGRESS_EVERY = 10_000;

/** Reads and checks an uploaded workbook. Killed half way, it begins anew. */
@Injectable()
export class CheckBatchJob extends JobHandler<Payload> {
  readonly definition = CHECK_BATCH;

  constructor(
    private readonly checks: CheckBatch,
    private readonly store: IntakeStore,
    private readonly regions: RegionSource,
  ) {
    super();
  }

  async run({ batchId }: Payload, context: JobContext): Promise<void> {
    const { scope } = systemPrincipal(await this.regions.tree(), await this.regions.rootCode());
    const batch = await this.store.find(batchId, scope);
    if (!batch) return;
    let told = 0;
    await this.checks.run(batch, async (rows) => {
      context.signal.throwIfAborted();
      if (rows - told < PROGRESS_EVERY) return;
      told = rows;
      if (!isOpen((await this.store.state(batchId)) ?? 'cancelled')) throw new BatchGivenUp();
      // How many rows there will be is not known before the end: the percentage only says that it goes on.
      await context.progress(Math.min(95, Math.round(100 * (1 - Math.exp(-rows / 300_000)))), `已读 ${rows} 行`);
    });
  }
}

/** The batch was cancelled while it was read. */
class BatchGivenUp extends Error {
  override readonly name = 'BatchGivenUp';
}
