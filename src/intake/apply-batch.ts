import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../access/index.js';
import { Problem, staleVersion } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/index.js';
import { aboutBatch } from './audit-of-batch.js';
import { BatchContext, refuseOutsideScope } from './batch-context.js';
import { planHash, readWorkbook, type Alarm, type ImportBatch } from './domain/index.js';
import { ImportTargets, PlannedTarget, type ImportPlan } from './import-target.js';
import { IntakeStore } from './intake.store.js';
import { StoredWorkbook } from './stored-workbook.js';

/** What whoever applies has agreed to beside the plan that was seen. */
export interface ApplyTerms {
  /** Whether what is known may have changed since the plan was made. */
  readonly otherPlan: 'refuse' | 'accept';
  readonly largeChange: 'refuse' | 'accept';
}

/** The command line and the demo apply what they find, and warn. */
export const UNATTENDED: ApplyTerms = { otherPlan: 'accept', largeChange: 'accept' };

/** Runs work in one transaction. */
export type Transact = <T>(work: () => Promise<T>) => Promise<T>;

export interface Application {
  readonly terms: ApplyTerms;
  readonly by: string;
  readonly transact: Transact;
}

/** Whatever changes what is in force by importing works under this name, one after the other. */
export const IMPORT_LOCK = 'import';

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
    private readonly audit: AuditTrail,
  ) {}

  /** The batch as applied. Throws the Problems `plan-changed`, `large-change`, or `stale-version` where the batch went on meanwhile. */
  run(batch: ImportBatch, application: Application): Promise<ImportBatch> {
    const target = this.targets.of(batch);
    return target instanceof PlannedTarget ? this.applyPlanned(batch, target, application) : this.activate(batch, application);
  }

  /** Plans again in the transaction that applies: what others have changed since the preview is compared with, not overwritten. */
  private async applyPlanned(batch: ImportBatch, target: PlannedTarget, { terms, by, transact }: Application): Promise<ImportBatch> {
    const kind = await target.sheetKind(batch.regionCode);
    const settings = await this.context.settings(batch);
    const { sheets } = await this.workbook.read(batch.fileHash, kind, (workbook) => readWorkbook(workbook, kind, settings));
    const context = await this.context.of(batch);
    return this.exclusively(transact, async () => {
      const plan = await target.plan(sheets, context);
      refuseOutsideScope(context, plan.countyCodes);
      if (terms.otherPlan === 'refuse' && planHash(plan.counts, plan.changes) !== batch.planHash) throw planChanged();
      refuseLargeChange(plan.alarms, terms);
      const applied = await this.mark(batch, by, plan);
      await this.store.addSourceRows(batch.id, plan.sources, target.holdsPersonalData);
      await plan.apply(batch.id);
      return applied;
    });
  }

  /** Staged rows count as soon as their batch does. */
  private activate(batch: ImportBatch, { terms, by, transact }: Application): Promise<ImportBatch> {
    return this.exclusively(transact, async () => {
      const overtaken = batch.checkedAt !== null && (await this.store.appliedSince(batch, batch.checkedAt));
      if (terms.otherPlan === 'refuse' && overtaken) throw planChanged();
      refuseLargeChange(batch.alarms, terms);
      return this.mark(batch, by, batch);
    });
  }

  /** What the plan is compared with stays true until it is written: of two batches one follows the other. */
  private exclusively<T>(transact: Transact, work: () => Promise<T>): Promise<T> {
    return transact(() => this.database.unitOfWork(work, IMPORT_LOCK));
  }

  /** The first thing written: of two who apply at once, one does. */
  private async mark(batch: ImportBatch, by: string, { counts, alarms }: Pick<ImportPlan, 'counts' | 'alarms'>): Promise<ImportBatch> {
    const change = { state: 'applied', counts, alarms, notice: null, appliedBy: by, appliedAt: this.clock.now() } as const;
    const applied = await this.store.change(batch, change);
    if (!applied) throw staleVersion('该导入批次', { version: batch.version });
    // Who asked for it stands in the entry of the request; this is what came of it.
    this.audit.record(
      { userId: null, displayName: by, role: 'system', regionCode: batch.regionCode },
      { ...aboutBatch('import.applied', applied), before: { state: batch.state }, after: { state: 'applied', appliedBy: by, ...counts } },
    );
    await this.store.clearChanges(batch.id);
    return applied;
  }
}

export function refuseLargeChange(alarms: readonly Alarm[], { largeChange }: Pick<ApplyTerms, 'largeChange'>): void {
  if (largeChange === 'accept' || alarms.length === 0) return;
  const found = alarms.map(({ message }) => message).join('');
  throw new Problem('conflict', 'large-change', `${found}请核对文件和变更明细，确认无误后勾选“确认大量变更”再生效。`, { alarms });
}

const planChanged = (): Problem =>
  new Problem(
    'conflict',
    'plan-changed',
    '您查看变更明细之后，已有数据又发生了变化，本批次没有生效。系统正在重新比对，请查看新的变更明细后再生效。',
  );
