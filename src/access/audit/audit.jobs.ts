import { Injectable } from '@nestjs/common';
import { RegionSource } from '../../geography/index.js';
import { monthOf } from '../../kernel/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/index.js';
import { JobHandler, JobPlanner, JobQueue, type JobDefinition } from '../../platform/jobs/index.js';
import { log } from '../../platform/logging/log.js';
import { AuditStore } from './audit.store.js';
import { INSTALLATION } from './actor-of.js';
import { PurgeAudit } from './purge-audit.js';

const PURGE: JobDefinition<Record<string, never>> = {
  name: 'audit.purge',
  maxAttempts: 5,
  leaseSeconds: 300,
  backoff: { firstSeconds: 60, factor: 4, maxSeconds: 3_600 },
};

/** Once a month the past is removed. */
@Injectable()
export class PurgeAuditJob extends JobHandler<Record<string, never>> {
  readonly definition = PURGE;

  constructor(private readonly purge: PurgeAudit) {
    super();
  }

  async run(): Promise<void> {
    await this.purge.run(INSTALLATION);
  }
}

/**
 * Queues the month's purge, and writes the end of the trail into the log, every hour: a trail whose end was cut off afterwards no longer has what the log names.
 */
@Injectable()
export class PlanAudit extends JobPlanner {
  constructor(
    private readonly queue: JobQueue,
    private readonly store: AuditStore,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  async plan(): Promise<void> {
    const head = await this.store.head();
    if (head) log.info({ seq: head.seq, mac: head.mac }, 'audit head');
    const key = monthOf(this.clock.today());
    const owner = await this.regions.ownerOfAll();
    await this.database.unitOfWork(() => this.queue.enqueue(PURGE, { key, owner, payload: {} }));
  }
}
