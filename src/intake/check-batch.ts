import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { Database } from '../platform/database/index.js';
import { BatchContext, refuseOutsideScope } from './batch-context.js';
import {
  isOpen,
  readWorkbook,
  scanWorkbook,
  type BatchIssue,
  type ImportBatch,
  type RowError,
  type SheetTable,
  type SkippedSheet,
} from './domain/index.js';
import { ImportTargets, PlannedTarget, StagedTarget, type ImportContext, type ImportTarget, type StagedOutcome } from './import-target.js';
import { IntakeStore, type BatchChange } from './intake.store.js';
import { StoredWorkbook } from './stored-workbook.js';

/** Told as the rows go by; throws to stop the work (cancelled, lease lost, process stopping). */
export type CheckProgress = (rowsRead: number) => Promise<void>;

export const NO_PROGRESS: CheckProgress = () => Promise.resolve();

interface Checked extends StagedOutcome {
  readonly tables: readonly SheetTable[];
  readonly skipped: readonly SkippedSheet[];
  readonly rows: number;
}

/**
 * Reads a batch's workbook, checks every row and compares with what is known. Changes nothing that counts, and begins anew where it was
 * interrupted: what an earlier attempt left is removed first.
 */
@Injectable()
export class CheckBatch {
  constructor(
    private readonly targets: ImportTargets,
    private readonly store: IntakeStore,
    private readonly workbook: StoredWorkbook,
    private readonly context: BatchContext,
    private readonly database: Database,
  ) {}

  /** The batch as planned or, where its workbook cannot be imported, as rejected. A batch that is applied or cancelled is returned as it is. */
  async run(batch: ImportBatch, progress: CheckProgress): Promise<ImportBatch> {
    const target = this.targetOf(batch);
    if (batch.state === 'cancelled' && target instanceof StagedTarget) await this.discard(batch.id, target);
    if (!isOpen(batch.state)) return batch;
    const checking = await this.settle(batch, { state: 'checking', rejection: null });
    await this.database.unitOfWork(() => this.store.clearIssues(batch.id));
    try {
      const context = await this.context.of(checking);
      const { tables, skipped, rows, counts, countyCodes, errors } = await this.check(checking, context, progress);
      refuseOutsideScope(context, countyCodes);
      await this.keepIssues(batch.id, errors, skipped.map(skippedSheet));
      const sheets = { tables, skipped, settings: checking.sheets.settings };
      const groups = await this.store.issueGroups(batch.id);
      const count = (severity: string): number => groups.reduce((sum, group) => sum + (group.severity === severity ? group.count : 0), 0);
      const change: BatchChange = {
        state: 'planned',
        sheets,
        rows,
        counts,
        countyCodes,
        errorCount: count('error'),
        warningCount: count('warning'),
      };
      return await this.settle(checking, change);
    } catch (error) {
      if (!(error instanceof Problem) || error.kind === 'unavailable') throw error;
      return this.settle(checking, {
        state: 'rejected',
        rejection: { kind: error.kind, code: error.code, message: error.message, details: error.details },
      });
    }
  }

  private check(batch: ImportBatch, context: ImportContext, progress: CheckProgress): Promise<Checked> {
    const target = this.targetOf(batch);
    return target instanceof PlannedTarget ? this.checkPlanned(batch, target, context) : this.checkStaged(batch, target, context, progress);
  }

  private async checkPlanned(batch: ImportBatch, target: PlannedTarget, context: ImportContext): Promise<Checked> {
    const kind = await target.sheetKind();
    const settings = await this.context.settings(batch);
    const { sheets, skipped } = await this.workbook.read(batch.fileHash, (workbook) => readWorkbook(workbook, kind, settings));
    const plan = await target.plan(sheets, context);
    const unread = sheets.flatMap((sheet) => sheet.errors);
    await this.keepIssues(
      batch.id,
      unread,
      sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.warnings)),
    );
    const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) + distinctRows(unread);
    const tables = sheets.map(({ rows: _rows, errors: _errors, ...table }) => table);
    return { tables, skipped, rows, counts: plan.counts, countyCodes: plan.countyCodes, errors: plan.errors };
  }

  private async checkStaged(batch: ImportBatch, target: StagedTarget, context: ImportContext, progress: CheckProgress): Promise<Checked> {
    await this.discard(batch.id, target);
    const kind = await target.sheetKind();
    const settings = await this.context.settings(batch);
    let rows = 0;
    const scan = await this.workbook.read(batch.fileHash, (workbook) =>
      scanWorkbook(workbook, kind, settings, {
        accept: async (read, errors) => {
          const refused = await this.database.unitOfWork(() => target.stage(batch.id, read, context));
          const warnings = read.flatMap((row) => row.warnings);
          await this.keepIssues(batch.id, [...errors, ...refused], warnings);
          rows += read.length + distinctRows(errors);
          await progress(rows);
        },
      }),
    );
    const outcome = await this.database.unitOfWork(() => target.compare(batch.id, scan.tables, context));
    return { ...scan, ...outcome, rows };
  }

  private targetOf({ kind }: ImportBatch): ImportTarget {
    const target = this.targets.get(kind);
    if (!target) throw new Error(`No target takes ${kind}.`);
    return target;
  }

  /** Removes what was staged, some rows at a time. */
  private async discard(batchId: number, target: StagedTarget): Promise<void> {
    while (await this.database.unitOfWork(() => target.discardSome(batchId)));
  }

  private async keepIssues(batchId: number, errors: readonly RowError[], warnings: readonly RowError[]): Promise<void> {
    const issues: BatchIssue[] = [
      ...errors.map((error) => ({ ...error, severity: 'error' as const })),
      ...warnings.map((warning) => ({ ...warning, severity: 'warning' as const })),
    ];
    if (issues.length > 0) await this.database.unitOfWork(() => this.store.addIssues(batchId, issues));
  }

  private async settle(batch: ImportBatch, change: BatchChange): Promise<ImportBatch> {
    const changed = await this.database.unitOfWork(() => this.store.change(batch, change));
    if (!changed) throw new Problem('conflict', 'batch-changed', '该导入批次在处理中被他人更改，请刷新后查看。');
    return changed;
  }
}

const distinctRows = (errors: readonly RowError[]): number => new Set(errors.map((error) => `${error.sheet}\u0000${error.row}`)).size;

const skippedSheet = ({ sheet, reason }: SkippedSheet): RowError => ({
  sheet,
  row: 1,
  column: '',
  code: 'sheet-skipped',
  message: `工作表${reason}，没有读取。如其中有数据，请补上表头后重新上传。`,
});
