import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobQueue } from '../platform/jobs/index.js';
import { IMPORT_LOCK } from './apply-batch.js';
import { aboutBatch } from './audit-of-batch.js';
import { BatchUse, type ReportOnBatch } from './batch-use.js';
import { CHECK_BATCH, jobKey } from './check.job.js';
import type { ImportBatch } from './domain/index.js';
import { ImportTargets, PlannedTarget } from './import-target.js';
import { IntakeStore } from './intake.store.js';

export interface UndoRequest {
  readonly version: number;
  /** Why; kept on the batch. */
  readonly reason: string;
}

const LONGEST_REASON = 500;

/** Takes a batch back that is in force, in one transaction. Refused once a report that was handed in rests on it. */
@Injectable()
export class UndoBatch {
  constructor(
    private readonly targets: ImportTargets,
    private readonly store: IntakeStore,
    private readonly use: BatchUse,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** A batch that is undone already is returned as it is. */
  async run(principal: Principal, id: number, { version, reason }: UndoRequest): Promise<ImportBatch> {
    demand(principal, 'data.import');
    const why = reason.trim();
    if (why === '' || why.length > LONGEST_REASON)
      throw new Problem('invalid', 'undo-reason-missing', `请填写撤销原因（不超过 ${LONGEST_REASON} 字）。`);
    return this.database.unitOfWork(async () => {
      const batch = await this.store.find(id, principal.scope);
      if (!batch) throw notFound('该导入批次');
      if (batch.state === 'undone') return batch;
      if (batch.version !== version) throw staleVersion('该导入批次', { version: batch.version, state: batch.state });
      if (batch.state !== 'applied')
        throw new Problem('conflict', 'batch-not-applied', '该批次没有生效，无需撤销。如不再需要，请取消该批次。', { state: batch.state });
      const reports = await this.use.reportsOn(id);
      if (reports.length > 0) throw inUse(reports);
      const undone = await this.takeBack(batch, principal.displayName, why);
      this.audit.record(principal, {
        ...aboutBatch('import.undone', batch),
        before: { state: batch.state, ...batch.counts },
        after: { state: undone.state },
        reason: why,
      });
      return undone;
    }, IMPORT_LOCK);
  }

  private async takeBack(batch: ImportBatch, undoneBy: string, undoReason: string): Promise<ImportBatch> {
    // The first thing written: of two who undo at once, one does.
    const undone = await this.store.change(batch, { state: 'undone', undoneBy, undoneAt: this.clock.now(), undoReason });
    if (!undone) throw staleVersion('该导入批次', { version: batch.version });
    await this.store.releasePurpose(batch.id);
    const target = this.targets.of(batch);
    if (target instanceof PlannedTarget) await target.undo(batch.id);
    // Staged rows count no more now; the job removes them by and by.
    else await this.queue.enqueue(CHECK_BATCH, { key: jobKey(undone), owner: batch.regionCode, payload: { batchId: batch.id } });
    return undone;
  }
}

function inUse(reports: readonly ReportOnBatch[]): Problem {
  const names = reports.map(({ name }) => name).join('、');
  return new Problem('conflict', 'batch-in-use', `${names}已采用该批次的数据，不能撤销。如确需更正，请先退回报表，或导入更正后的数据。`, {
    reports: reports.map(({ reportId, name }) => ({ id: reportId, name })),
  });
}
