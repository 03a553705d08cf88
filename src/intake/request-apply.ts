import { Injectable } from '@nestjs/common';
import { AuditTrail, demand, type Principal } from '../access/index.js';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { JobQueue, JobStore } from '../platform/jobs/index.js';
import { refuseLargeChange, type ApplyTerms } from './apply-batch.js';
import { APPLY_BATCH } from './apply.job.js';
import { aboutBatch } from './audit-of-batch.js';
import { jobKey, jobKeyStart } from './check.job.js';
import type { ImportBatch } from './domain/index.js';
import { IntakeStore } from './intake.store.js';

/** Has a planned batch put in force by a job. */
@Injectable()
export class RequestApply {
  constructor(
    private readonly store: IntakeStore,
    private readonly queue: JobQueue,
    private readonly jobs: JobStore,
    private readonly database: Database,
    private readonly audit: AuditTrail,
  ) {}

  /** A batch that is applied, or on its way, is returned as it is; a stale `version` is refused with what is there now. */
  async run(principal: Principal, id: number, version: number, terms: ApplyTerms): Promise<ImportBatch> {
    demand(principal, 'data.import');
    const requested = await this.database.unitOfWork(async () => this.request(principal, await this.find(principal, id), version, terms));
    if (requested) return requested;
    // Somebody else was faster: what they made of it is the answer, if it is the same.
    const batch = await this.find(principal, id);
    if (batch.state === 'applied' || batch.state === 'applying') return batch;
    throw staleVersion('该导入批次', { version: batch.version, state: batch.state });
  }

  /** Undefined where the batch has another version by now. */
  private async request(principal: Principal, batch: ImportBatch, version: number, terms: ApplyTerms): Promise<ImportBatch | undefined> {
    if (batch.state === 'applied') return batch;
    if (batch.state === 'applying') return this.underWay(batch, terms);
    if (batch.version !== version) throw staleVersion('该导入批次', { version: batch.version, state: batch.state });
    if (batch.state !== 'planned') throw notPlanned(batch);
    refuseLargeChange(batch.alarms, terms);
    const applying = await this.enqueue(batch, terms, principal.displayName);
    if (applying)
      this.audit.record(principal, {
        ...aboutBatch('import.apply-requested', batch),
        before: { state: batch.state },
        after: { state: applying.state, largeChange: terms.largeChange },
      });
    return applying;
  }

  /** Asked for again where its job has come to nothing. */
  private async underWay(batch: ImportBatch, terms: ApplyTerms): Promise<ImportBatch | undefined> {
    const isOpen = await this.jobs.isOpen(APPLY_BATCH.name, jobKeyStart(batch.id));
    return isOpen ? batch : this.enqueue(batch, terms, batch.appliedBy ?? '');
  }

  private async enqueue(batch: ImportBatch, terms: ApplyTerms, by: string): Promise<ImportBatch | undefined> {
    const applying = await this.store.change(batch, { state: 'applying', notice: null, appliedBy: by });
    if (applying)
      await this.queue.enqueue(APPLY_BATCH, { key: jobKey(applying), owner: batch.regionCode, payload: { batchId: batch.id, terms } });
    return applying;
  }

  private async find(principal: Principal, id: number): Promise<ImportBatch> {
    const batch = await this.store.find(id, principal.scope);
    if (!batch) throw notFound('该导入批次');
    return batch;
  }
}

const notPlanned = ({ state }: ImportBatch): Problem =>
  new Problem('conflict', 'batch-not-planned', '该批次还没有通过校验，暂不能生效。请等待校验完成后再试。', { state });
