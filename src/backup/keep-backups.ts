import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { AuditTrail, type AuditActor } from '../access/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { backupsPast, type KeepRule } from './domain/retention.js';

/** Removes backups that are past keeping. */
@Injectable()
export class KeepBackups {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** The names of those that were removed. Half-made and other folders stay. */
  async run(actor: AuditActor, out: string, rule: KeepRule): Promise<string[]> {
    const past = backupsPast(await readdir(out), this.clock.now(), rule);
    for (const name of past) {
      // Renamed first: a removal that is interrupted leaves nothing that looks whole.
      const going = join(out, `${name}.part`);
      await rename(join(out, name), going);
      await rm(going, { recursive: true, force: true });
    }
    if (past.length > 0)
      await this.database.unitOfWork(async () =>
        this.audit.record(actor, { action: 'backup.removed', subject: { kind: 'backup', id: null }, before: { backups: past } }),
      );
    return past;
  }
}
