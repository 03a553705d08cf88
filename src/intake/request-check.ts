import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobQueue, JobStore } from '../platform/jobs/index.js';
import { aboutBatch } from './audit-of-batch.js';
import { CHECK_BATCH, jobKey, jobKeyStart } from './check.job.js';
import { changeSettings, isOpen, readCorrections, type CorrectionInput, type ImportBatch, type SettingsChange } from './domain/index.js';
import { ImportTargets } from './import-target.js';
import { IntakeStore, type BatchChange } from './intake.store.js';

/** A batch takes few steps by itself: being checked, planned, applied. */
const CANCEL_ATTEMPTS = 5;

/** Has a batch read and checked by a job, anew after each change of its settings. */
@Injectable()
export class RequestCheck {
  constructor(
    private readonly store: IntakeStore,
    private readonly queue: JobQueue,
    private readonly jobs: JobStore,
    private readonly targets: ImportTargets,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Queues the check of a batch in the unit of work that takes it in; one that is checked, applied or being checked is left as it is, unless
   * nobody is at work on it any more.
   */
  async afterUpload(batch: ImportBatch): Promise<ImportBatch> {
    const forgotten = batch.state === 'checking' && !(await this.jobs.isOpen(CHECK_BATCH.name, jobKeyStart(batch.id)));
    return batch.state === 'uploaded' || forgotten ? this.enqueue(batch, {}) : batch;
  }

  /** Sets header rows and columns of sheets, remembered for the next workbook of this shape. */
  changeSheets(principal: Principal, id: number, version: number, change: SettingsChange): Promise<ImportBatch> {
    return this.changing(principal, id, version, async (batch) => {
      const { fields } = await this.targets.of(batch).sheetKind(batch.regionCode);
      const settings = changeSettings(batch.sheets, change, fields);
      this.audit.record(principal, {
        ...aboutBatch('import.mapped', batch),
        before: { settings: JSON.stringify(batch.sheets.settings) },
        after: { settings: JSON.stringify(settings) },
      });
      return this.enqueue(batch, { sheets: { ...batch.sheets, settings } });
    });
  }

  /** Corrects cells; the file stays as it is. */
  correct(principal: Principal, id: number, version: number, inputs: readonly CorrectionInput[]): Promise<ImportBatch> {
    return this.changing(principal, id, version, async (batch) => {
      const { fields } = await this.targets.of(batch).sheetKind(batch.regionCode);
      const made = (await this.store.corrections(id)).length;
      const corrections = readCorrections(inputs, { sheets: batch.sheets, fields, made });
      await this.store.addCorrections(id, corrections, principal.displayName, this.clock.now());
      this.audit.record(principal, {
        ...aboutBatch('import.corrected', batch),
        before: { corrections: made },
        after: { corrections: made + corrections.length, fields: [...new Set(corrections.map(({ field }) => field))] },
      });
      return this.enqueue(batch, {});
    });
  }

  withdrawCorrection(principal: Principal, id: number, version: number, correctionId: number): Promise<ImportBatch> {
    return this.changing(principal, id, version, async (batch) => {
      if (!(await this.store.removeCorrection(id, correctionId))) throw notFound('该处更正');
      this.audit.record(principal, {
        ...aboutBatch('import.correction-removed', batch),
        before: { correctionId },
        after: { correctionId: null },
      });
      return this.enqueue(batch, {});
    });
  }

  /**
   * Gives a batch up: what was read of it is removed, its upload and history stay. Whoever cancels means the batch whatever it is by now, so a job
   * that takes it a step further in the same moment is no conflict: the batch is read anew.
   */
  async cancel(principal: Principal, id: number): Promise<ImportBatch> {
    demand(principal, 'data.import');
    for (let attempt = 1; ; attempt++) {
      const cancelled = await this.database.unitOfWork(() => this.cancelAsFound(principal, id));
      if (cancelled) return cancelled;
      if (attempt === CANCEL_ATTEMPTS) throw staleVersion('该导入批次', {});
    }
  }

  /** Undefined where the batch went on between being read and being cancelled. */
  private async cancelAsFound(principal: Principal, id: number): Promise<ImportBatch | undefined> {
    const batch = await this.store.find(id, principal.scope);
    if (!batch) throw notFound('该导入批次');
    if (batch.state === 'cancelled') return batch;
    if (!isOpen(batch.state) && batch.state !== 'rejected' && batch.state !== 'applying') throw closed(batch);
    const cancelled = await this.store.change(batch, { state: 'cancelled', notice: null });
    if (!cancelled) return undefined;
    await this.store.clearChanges(id);
    this.audit.record(principal, {
      ...aboutBatch('import.cancelled', batch),
      before: { state: batch.state },
      after: { state: 'cancelled' },
    });
    // The job finds the batch cancelled and removes what was staged of it.
    await this.queue.enqueue(CHECK_BATCH, { key: jobKey(cancelled), owner: cancelled.regionCode, payload: { batchId: id } });
    return cancelled;
  }

  private async changing(
    principal: Principal,
    id: number,
    version: number,
    change: (batch: ImportBatch) => Promise<ImportBatch>,
  ): Promise<ImportBatch> {
    demand(principal, 'data.import');
    return this.database.unitOfWork(async () => {
      const batch = await this.store.find(id, principal.scope);
      if (!batch) throw notFound('该导入批次');
      if (batch.version !== version) throw staleVersion('该导入批次', { version: batch.version, state: batch.state });
      if (!isOpen(batch.state) && batch.state !== 'rejected') throw closed(batch);
      return change(batch);
    });
  }

  private async enqueue(batch: ImportBatch, change: BatchChange): Promise<ImportBatch> {
    const queued = await this.change(batch, { ...change, state: 'checking', rejection: null, notice: null });
    await this.queue.enqueue(CHECK_BATCH, { key: jobKey(queued), owner: batch.regionCode, payload: { batchId: batch.id } });
    return queued;
  }

  private async change(batch: ImportBatch, change: BatchChange): Promise<ImportBatch> {
    const changed = await this.store.change(batch, change);
    if (!changed) throw staleVersion('该导入批次', { version: batch.version });
    return changed;
  }
}

const closed = ({ state }: ImportBatch): Problem =>
  new Problem('conflict', 'batch-closed', CLOSED[state] ?? '该批次已结束，不能再更改。', { state });

const CLOSED: Partial<Record<ImportBatch['state'], string>> = {
  applying: '该批次正在生效，不能再更改，请等待完成。',
  applied: '该批次已经生效，不能再更改。',
  cancelled: '该批次已取消，如需导入请重新上传。',
};
