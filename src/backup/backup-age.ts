import { Inject, Injectable } from '@nestjs/common';
import { AuditStore } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import type { Config } from '../platform/config/config.js';
import { CONFIG } from '../platform/config/config.module.js';

export const BACKUP_STATES = ['ok', 'stale'] as const;
export type BackupState = (typeof BACKUP_STATES)[number];

const HOUR_MS = 3_600_000;

/** Whether the newest backup is young enough (`BACKUP_MAX_AGE_HOURS`), wherever and by whom it was made: each is recorded in the audit trail. */
@Injectable()
export class BackupAge {
  constructor(
    private readonly trail: AuditStore,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'backup'>,
  ) {}

  /** Undefined where no age is set. */
  async state(): Promise<BackupState | undefined> {
    const { maxAgeHours } = this.config.backup;
    if (maxAgeHours === undefined) return undefined;
    const newest = await this.trail.newest('backup.made');
    const young = newest !== undefined && this.clock.now().getTime() - newest.at.getTime() <= maxAgeHours * HOUR_MS;
    return young ? 'ok' : 'stale';
  }
}
