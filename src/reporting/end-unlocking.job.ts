import { Injectable } from '@nestjs/common';
import { Scope } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { Clock } from '../platform/clock/clock.js';
import { JobHandler, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { EndUnlocking } from './end-unlocking.js';
import { ReportingStore } from './reporting.store.js';

interface Payload {
  readonly reportId: number;
}

export const END_UNLOCKING: JobDefinition<Payload> = {
  name: 'reporting.end-unlocking',
  maxAttempts: 10,
  leaseSeconds: 60,
  backoff: { firstSeconds: 10, factor: 2, maxSeconds: 1800 },
};

/** When an unlocking has run out. The report says so from that instant on by itself; this writes it down. */
@Injectable()
export class EndUnlockingJob extends JobHandler<Payload> {
  readonly definition = END_UNLOCKING;

  constructor(
    private readonly unlocking: EndUnlocking,
    private readonly store: ReportingStore,
    private readonly regions: RegionSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run({ reportId }: Payload, context: JobContext): Promise<void> {
    const scope = Scope.everywhere(await this.regions.tree());
    await context.fenced(async () => {
      const report = await this.store.find(reportId, scope);
      // Handed in anew, or unlocked for longer: then there is another job, or nothing to do.
      if (!report?.unlocking || this.clock.now() < report.unlocking.until) return;
      await this.unlocking.lapse(report);
    });
  }
}
