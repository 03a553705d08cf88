import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound, Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { JobQueue } from '../platform/jobs/index.js';
import { CHECK_BATCH } from './check.job.js';
import { isOpen, type Correction, type ImportBatch, type SheetSettings } from './domain/index.js';
import { IntakeStore } from './intake.store.js';

const POLL_MS = 50;

/** Has a batch read and checked by a job, anew after each change of its settings. */
@Injectable()
export class RequestCheck {
  constructor(
    private readonly store: IntakeStore,
    private readonly queue: JobQueue,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Queues the check of a batch that was just uploaded; one that is checked, applied or being checked is left as it is. */
  async afterUpload(batch: ImportBatch): Promise<ImportBatch> {
    if (batch.state !== 'uploaded') return batch;
    return this.database.unitOfWork(() => this.enqueue(batch, {}));
  }

  /** Sets header rows and columns of sheets, remembered for the next workbook of this shape. */
  async changeSheets(
    principal: Principal,
    id: number,
    version: number,
    settings: Readonly<Record<string, SheetSettings>>,
  ): Promise<ImportBatch> {
    return this.changing(principal, id, version, (batch) => {
      const sheets = { ...batch.sheets, settings: { ...batch.sheets.settings, ...settings } };
      return this.enqueue(batch, { sheets });
    });
  }

  /** Corrects cells; the file stays as it is. */
  async correct(principal: Principal, id: number, version: number, corrections: readonly Correction[]): Promise<ImportBatch> {
    return this.changing(principal, id, version, async (batch) => {
      await this.store.addCorrections(id, corrections, principal.displayName, this.clock.now());
      return this.enqueue(batch, {});
    });
  }

  /** Gives a batch up: what was read of it is removed, its upload and history stay. */
  async cancel(principal: Principal, id: number): Promise<ImportBatch> {
    demand(principal, 'data.import');
    return this.database.unitOfWork(async () => {
      const batch = await this.store.find(id, principal.scope);
      if (!batch) throw notFound('该导入批次');
      if (batch.state === 'cancelled') return batch;
      if (!isOpen(batch.state) && batch.state !== 'rejected') throw closed(batch);
      const cancelled = required(await this.store.change(batch, { state: 'cancelled' }));
      // The job finds the batch cancelled and removes what was staged of it.
      await this.queue.enqueue(CHECK_BATCH, { key: `${id}-${cancelled.version}`, payload: { batchId: id } });
      return cancelled;
    });
  }

  /** Waits until a batch is no longer being checked, for at most `milliseconds`; then it is returned as it stands. */
  async settled(principal: Principal, id: number, milliseconds: number): Promise<ImportBatch> {
    const until = Date.now() + milliseconds;
    for (;;) {
      const batch = await this.store.find(id, principal.scope);
      if (!batch) throw notFound('该导入批次');
      if (batch.state !== 'checking' || Date.now() >= until) return batch;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
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
      if (batch.version !== version)
        throw new Problem('conflict', 'stale-version', '该导入批次已被更改，请刷新后重新操作。', {
          version: batch.version,
          state: batch.state,
        });
      if (!isOpen(batch.state) && batch.state !== 'rejected') throw closed(batch);
      return change(batch);
    });
  }

  private async enqueue(batch: ImportBatch, change: Parameters<IntakeStore['change']>[1]): Promise<ImportBatch> {
    const queued = required(await this.store.change(batch, { ...change, state: 'checking', rejection: null }));
    await this.queue.enqueue(CHECK_BATCH, { key: `${batch.id}-${queued.version}`, payload: { batchId: batch.id } });
    return queued;
  }
}

const closed = ({ state }: ImportBatch): Problem =>
  new Problem('conflict', 'batch-closed', state === 'applied' ? '该批次已经生效，不能再更改。' : '该批次已取消，如需导入请重新上传。', {
    state,
  });

function required(batch: ImportBatch | undefined): ImportBatch {
  if (!batch) throw new Error('A batch changed inside of its own unit of work.');
  return batch;
}
