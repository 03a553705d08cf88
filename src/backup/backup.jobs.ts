import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, INSTALLATION } from '../access/index.js';
import { RegionSource } from '../geography/index.js';
import { addDays, Problem, startOfShanghaiDay, type LocalDate } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';
import { Database } from '../platform/database/index.js';
import { JobHandler, JobPlanner, JobQueue, type JobContext, type JobDefinition } from '../platform/jobs/index.js';
import { KeepBackups } from './keep-backups.js';
import { MakeBackup } from './make-backup.js';

interface NightlyBackup {
  readonly day: LocalDate;
}

const MAKE_BACKUP: JobDefinition<NightlyBackup> = {
  name: 'backup.make',
  maxAttempts: 3,
  leaseSeconds: 600,
  backoff: { firstSeconds: 300, factor: 3, maxSeconds: 3_600 },
};

const MINUTE_MS = 60_000;

/** The nightly backup, and the end of those that are past keeping. */
@Injectable()
export class MakeBackupJob extends JobHandler<NightlyBackup> {
  readonly definition = MAKE_BACKUP;

  constructor(
    private readonly make: MakeBackup,
    private readonly keep: KeepBackups,
    private readonly database: Database,
    private readonly audit: AuditTrail,
    @Inject(CONFIG) private readonly config: Pick<Config, 'backup'>,
  ) {
    super();
  }

  async run(_payload: NightlyBackup, context: JobContext): Promise<void> {
    const { dir, keyFile, passphrase, keepDays, keepLast } = this.config.backup;
    if (dir === undefined) return;
    try {
      await this.make.run(INSTALLATION, { out: dir, keyFile, passphrase });
    } catch (error) {
      await this.tell(error);
      throw error;
    }
    await context.progress(90);
    await this.keep.run(INSTALLATION, dir, { days: keepDays, last: keepLast });
  }

  private async tell(error: unknown): Promise<void> {
    const reason = error instanceof Problem ? error.code : 'internal';
    await this.database.unitOfWork(async () =>
      this.audit.record(INSTALLATION, { action: 'backup.failed', subject: { kind: 'backup', id: null }, reason }),
    );
  }
}

/** One backup a night: today's and tomorrow's are queued, so that each begins to the minute. A night that was missed is made up for. */
@Injectable()
export class PlanBackups extends JobPlanner {
  constructor(
    private readonly queue: JobQueue,
    private readonly regions: RegionSource,
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'backup'>,
  ) {
    super();
  }

  async plan(): Promise<void> {
    const { dir, atMinute } = this.config.backup;
    if (dir === undefined) return;
    const today = this.clock.today();
    const owner = await this.regions.ownerOfAll();
    await this.database.unitOfWork(async () => {
      for (const day of [today, addDays(today, 1)]) {
        const runAt = new Date(startOfShanghaiDay(day).getTime() + atMinute * MINUTE_MS);
        await this.queue.enqueue(MAKE_BACKUP, { key: day, owner, payload: { day }, runAt });
      }
    });
  }
}
