import { Injectable } from '@nestjs/common';
import { demand, type Principal } from '../access/index.js';
import { notFound, Problem, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { BatchContext, refuseOutsideScope } from './batch-context.js';
import { readWorkbook, type ImportBatch } from './domain/index.js';
import { ImportTargets, PlannedTarget } from './import-target.js';
import { IntakeStore } from './intake.store.js';
import { StoredWorkbook } from './stored-workbook.js';

/** Puts a planned batch in force, in one transaction: wholly or not at all. */
@Injectable()
export class ApplyBatch {
  constructor(
    private readonly targets: ImportTargets,
    private readonly store: IntakeStore,
    private readonly workbook: StoredWorkbook,
    private readonly context: BatchContext,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A batch that is applied already is returned as it is; a stale `version` is refused with what is there now. */
  async run(principal: Principal, batchId: number, version: number): Promise<ImportBatch> {
    demand(principal, 'data.import');
    const batch = await this.store.find(batchId, principal.scope);
    if (!batch) throw notFound('该导入批次');
    if (batch.state === 'applied') return batch;
    if (batch.version !== version) throw staleVersion('该导入批次', { version: batch.version, state: batch.state });
    if (batch.state !== 'planned')
      throw new Problem('conflict', 'batch-not-planned', '该批次还没有通过校验，暂不能生效。请等待校验完成后再试。', {
        state: batch.state,
      });
    const target = this.targets.get(batch.kind);
    if (!target) throw new Error(`No target takes ${batch.kind}.`);
    return target instanceof PlannedTarget ? this.applyPlanned(principal, batch, target) : this.activate(principal, batch);
  }

  /** Plans again in the transaction that applies: what others have changed since the preview is compared with, not overwritten. */
  private async applyPlanned(principal: Principal, batch: ImportBatch, target: PlannedTarget): Promise<ImportBatch> {
    const kind = await target.sheetKind();
    const settings = await this.context.settings(batch);
    const { sheets } = await this.workbook.read(batch.fileHash, (workbook) => readWorkbook(workbook, kind, settings));
    const context = await this.context.of(batch);
    return this.database.unitOfWork(async () => {
      const plan = await target.plan(sheets, context);
      refuseOutsideScope(context, plan.countyCodes);
      const applied = await this.mark(principal, batch, plan.counts);
      if (!applied) return this.appliedByAnother(principal, batch);
      await this.store.addSourceRows(batch.id, plan.sources, target.holdsPersonalData);
      await plan.apply(batch.id);
      return applied;
    });
  }

  /** Staged rows count as soon as their batch does. */
  private activate(principal: Principal, batch: ImportBatch): Promise<ImportBatch> {
    return this.database.unitOfWork(
      async () => (await this.mark(principal, batch, batch.counts)) ?? this.appliedByAnother(principal, batch),
    );
  }

  /** The first thing written: of two who apply at once, one does; undefined for the other. */
  private mark(principal: Principal, batch: ImportBatch, counts: ImportBatch['counts']): Promise<ImportBatch | undefined> {
    return this.store.change(batch, { state: 'applied', counts, appliedBy: principal.displayName, appliedAt: this.clock.now() });
  }

  private async appliedByAnother(principal: Principal, { id }: ImportBatch): Promise<ImportBatch> {
    const current = await this.store.find(id, principal.scope);
    if (current?.state === 'applied') return current;
    throw staleVersion('该导入批次', { version: current?.version, state: current?.state });
  }
}
