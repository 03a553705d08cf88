import { Injectable } from '@nestjs/common';
import { Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { BatchSuperseded, CheckBatch } from './check-batch.js';
import type { ImportBatch } from './domain/index.js';
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

/** The key of a job for a batch as it stands: each version is worked on once. */
export const jobKey = ({ id, version }: Pick<ImportBatch, 'id' | 'version'>): string => `${jobKeyStart(id)}${version}`;
export const jobKeyStart = (batchId: number): string => `${batchId}-`;

/** Told about every so often. */
const PROGRESS_EVERY_MS = 500;

/** Reads and checks an uploaded workbook, and removes what was staged of one that was given up. Killed half way, it begins anew. */
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
    const scope = Scope.everywhere(await this.regions.tree());
    const batch = await this.store.find(batchId, scope);
    // A job of an older version may have done what this one was to do.
    if (batch?.state !== 'checking' && batch?.state !== 'cancelled' && batch?.state !== 'undone') return;
    let told = 0;
    try {
      await this.checks.run(batch, async (rows) => {
        context.signal.throwIfAborted();
        if (performance.now() - told < PROGRESS_EVERY_MS) return;
        told = performance.now();
        // How many rows there will be is not known before the end: the percentage only says that it goes on.
        await context.progress(Math.min(95, Math.round(100 * (1 - Math.exp(-rows / 300_000)))), `已读 ${rows} 行`);
      });
    } catch (error) {
      if (!(error instanceof BatchSuperseded)) throw error;
    }
  }
}
