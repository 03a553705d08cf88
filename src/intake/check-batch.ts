import { Injectable } from '@nestjs/common';
import { Problem } from '../kernel/index.js';
import { Clock } from '../platform/clock/clock.js';
import { chunks, Database } from '../platform/database/index.js';
import { BatchContext, isPassing, refuseOutsideScope } from './batch-context.js';
import {
  isOpen,
  maskerOf,
  mergeFields,
  NO_CHANGES,
  planHash,
  readWorkbook,
  scanWorkbook,
  WorkbookWithoutTable,
  type BatchIssue,
  type BatchSheets,
  type ImportBatch,
  type PlannedChange,
  type ReadRow,
  type ReadSettings,
  type RowError,
  type RowSink,
  type SampledColumn,
  type SheetKind,
  type SkippedSheet,
  type WorkbookScan,
} from './domain/index.js';
import { ImportTargets, PlannedTarget, StagedTarget, type ImportContext, type ImportTarget, type StagedOutcome } from './import-target.js';
import { IntakeStore, type BatchChange } from './intake.store.js';
import { OneBehind } from './one-behind.js';
import { StoredWorkbook } from './stored-workbook.js';

/** Told as the rows go by; throws to stop the work (lease lost, process stopping). */
export type CheckProgress = (rowsRead: number) => Promise<void>;

export const NO_PROGRESS: CheckProgress = () => Promise.resolve();

/** The batch was given up, changed or taken over while it was checked: this check has nothing more to say. */
export class BatchSuperseded extends Error {
  override readonly name = 'BatchSuperseded';

  constructor() {
    super('The batch has gone on without this check.');
  }
}

/** Of a staged batch, whose changes may be a million. */
const SAMPLED_CHANGES = 1_000;
/** Issues and changes written in one unit of work: others wait for it. */
const ROWS_PER_UNIT = 5_000;

/** One check: what it is of, and how far it has come. */
interface Check {
  readonly batch: ImportBatch;
  readonly target: ImportTarget;
  readonly kind: SheetKind<unknown>;
  readonly settings: ReadSettings;
  readonly context: ImportContext;
  readonly progress: CheckProgress;
  /** What was found in the workbook; before it was read, what an earlier check found. */
  sheets: BatchSheets;
  rows: number;
}

interface Compared extends StagedOutcome {
  readonly changes: readonly PlannedChange[];
}

/**
 * Reads a batch's workbook, checks every row and compares with what is known. Changes nothing that counts, and begins anew where it was
 * interrupted: what an earlier attempt left is removed first. Every write is refused once the batch has another version.
 */
@Injectable()
export class CheckBatch {
  constructor(
    private readonly targets: ImportTargets,
    private readonly store: IntakeStore,
    private readonly workbook: StoredWorkbook,
    private readonly context: BatchContext,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The batch as planned or, where its workbook cannot be imported, as rejected. A batch that is applied or cancelled is returned as it is.
   * Throws `BatchSuperseded` when the batch went on meanwhile.
   */
  async run(batch: ImportBatch, progress: CheckProgress): Promise<ImportBatch> {
    const target = this.targets.of(batch);
    if (batch.state === 'cancelled' || batch.state === 'undone') await this.discard(batch, target);
    if (!isOpen(batch.state)) return batch;
    const check = await this.begin(batch, target, progress);
    try {
      const compared = await this.compare(check);
      refuseOutsideScope(check.context, compared.countyCodes);
      return await this.planned(check, compared);
    } catch (error) {
      if (!(error instanceof Problem) || isPassing(error)) throw error;
      return this.rejected(check, error);
    }
  }

  private async begin(batch: ImportBatch, target: ImportTarget, progress: CheckProgress): Promise<Check> {
    const checking = await this.database.unitOfWork(async () => {
      await this.store.clearIssues(batch.id);
      await this.store.clearChanges(batch.id);
      return this.settle(batch, { state: 'checking', rejection: null, rows: 0, checkedAt: this.clock.now() });
    });
    await this.discard(checking, target);
    const [kind, settings, context] = [
      await target.sheetKind(batch.regionCode),
      await this.context.settings(batch),
      await this.context.of(batch),
    ];
    return { batch: checking, target, kind, settings, context, progress, sheets: checking.sheets, rows: 0 };
  }

  private async compare(check: Check): Promise<Compared> {
    const { target } = check;
    try {
      return await (target instanceof PlannedTarget ? this.readAndPlan(check, target) : this.stageAndCompare(check, target));
    } catch (error) {
      if (error instanceof WorkbookWithoutTable) this.found(check, { tables: [], skipped: error.sheets });
      throw error;
    }
  }

  private async readAndPlan(check: Check, target: PlannedTarget): Promise<Compared> {
    const { batch, kind, settings, context, progress } = check;
    const advance = async (rows: number): Promise<void> => {
      await this.held(check.batch, rows, async () => undefined);
      await progress(rows);
    };
    const { sheets, skipped } = await this.workbook.read(batch.fileHash, kind, (workbook) =>
      readWorkbook(workbook, kind, settings, advance),
    );
    this.found(check, { tables: sheets.map(({ rows: _rows, errors: _errors, ...table }) => table), skipped });
    const unread = sheets.flatMap((sheet) => sheet.errors);
    check.rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) + distinctRows(unread);
    const plan = await target.plan(sheets, context);
    const warnings = sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.warnings));
    await this.keepIssues(check, issuesOf(unread, warnings));
    return plan;
  }

  private async stageAndCompare(check: Check, target: StagedTarget): Promise<Compared> {
    const { batch, kind, settings } = check;
    const staging = new OneBehind();
    const accept: RowSink<unknown>['accept'] = (read, errors) => staging.begin(() => this.stage(check, target, read, errors));
    const scan = await staging.during(() =>
      this.workbook.read(batch.fileHash, kind, (workbook) => scanWorkbook(workbook, kind, settings, { accept })),
    );
    this.found(check, scan);
    const outcome = await this.held(batch, check.rows, () => target.compare(batch.id, scan.tables, check.context));
    await this.index(check, target);
    return { ...outcome, changes: await target.sampleChanges(batch.id, outcome.counts, check.context, SAMPLED_CHANGES) };
  }

  private async index({ batch, rows }: Check, target: StagedTarget): Promise<void> {
    if (!target.indexSome) return;
    let from: number | null = null;
    do from = await this.held(batch, rows, async () => (await target.indexSome?.(batch.id, from)) ?? null);
    while (from !== null);
  }

  private async stage(check: Check, target: StagedTarget, read: readonly ReadRow<unknown>[], errors: readonly RowError[]): Promise<void> {
    const { batch, context, progress } = check;
    check.rows += read.length + distinctRows(errors);
    await this.held(batch, check.rows, async () => {
      const refused = await target.stage(batch.id, read, context);
      const warnings = read.flatMap((row) => row.warnings);
      await this.store.addIssues(batch.id, issuesOf([...errors, ...refused], warnings));
    });
    await progress(check.rows);
  }

  private async planned(check: Check, { counts, alarms, countyCodes, changes, errors }: Compared): Promise<ImportBatch> {
    const { batch, sheets, rows } = check;
    await this.keepIssues(check, issuesOf(errors, sheets.skipped.map(skippedSheet)));
    for (const piece of chunks(changes, ROWS_PER_UNIT))
      await this.held(batch, rows, () => this.store.addChanges(batch.id, piece, check.target.holdsPersonalData));
    const issueCounts = await this.countIssues(batch.id);
    const found = { sheets, rows, counts, alarms, countyCodes, planHash: planHash(counts, changes), ...issueCounts };
    return this.database.unitOfWork(async () => {
      await this.remember(check);
      return this.settle(batch, { state: 'planned', ...found });
    });
  }

  /** Nothing but the reason is left of a batch that was read in vain. */
  private async rejected({ batch, target, sheets }: Check, { kind, code, message, details }: Problem): Promise<ImportBatch> {
    await this.discard(batch, target);
    return this.database.unitOfWork(async () => {
      await this.store.clearIssues(batch.id);
      await this.store.clearChanges(batch.id);
      const nothing = {
        rows: 0,
        counts: NO_CHANGES,
        alarms: [],
        countyCodes: [],
        errorCount: 0,
        warningCount: 0,
        planHash: null,
        notice: null,
      };
      return this.settle(batch, { state: 'rejected', sheets, rejection: { kind, code, message, details }, ...nothing });
    });
  }

  private found(check: Check, { tables, skipped }: WorkbookScan): void {
    const mask = maskerOf(check.kind, check.target.holdsPersonalData);
    const masked = (columns: readonly SampledColumn[]): SampledColumn[] =>
      columns.map((column) => ({ ...column, samples: column.samples.map((sample) => mask(column.field, sample)) }));
    check.sheets = {
      tables: tables.map((table) => ({ ...table, columns: masked(table.columns) })),
      skipped: skipped.map((sheet) => (sheet.columns ? { ...sheet, columns: masked(sheet.columns) } : sheet)),
      settings: check.batch.sheets.settings,
    };
  }

  /** What a person set for a header is set for the next one of its shape. */
  private async remember({ batch, sheets, settings }: Check): Promise<void> {
    for (const { sheet, fingerprint } of sheets.tables) {
      const own = settings.sheets[sheet]?.fields;
      if (!own || Object.keys(own).length === 0) continue;
      const fields = mergeFields(settings.remembered?.get(fingerprint) ?? {}, own);
      await this.store.rememberFields(batch.regionCode, batch.kind, fingerprint, fields, this.clock.now());
    }
  }

  /** Removes what was staged, some rows at a time. */
  private async discard(batch: ImportBatch, target: ImportTarget): Promise<void> {
    if (target instanceof PlannedTarget) return;
    while (await this.held(batch, batch.rows, () => target.discardSome(batch.id)));
  }

  private async keepIssues({ batch, rows }: Check, issues: readonly BatchIssue[]): Promise<void> {
    for (const piece of chunks(issues, ROWS_PER_UNIT)) await this.held(batch, rows, () => this.store.addIssues(batch.id, piece));
  }

  private async countIssues(batchId: number): Promise<{ errorCount: number; warningCount: number }> {
    const groups = await this.store.issueGroups(batchId);
    const count = (severity: string): number => groups.reduce((sum, group) => sum + (group.severity === severity ? group.count : 0), 0);
    return { errorCount: count('error'), warningCount: count('warning') };
  }

  private held<R>(batch: ImportBatch, rows: number, work: () => Promise<R>): Promise<R> {
    return this.database.unitOfWork(async () => {
      if (!(await this.store.hold(batch, rows))) throw new BatchSuperseded();
      return work();
    });
  }

  private async settle(batch: ImportBatch, change: BatchChange): Promise<ImportBatch> {
    const changed = await this.store.change(batch, change);
    if (!changed) throw new BatchSuperseded();
    return changed;
  }
}

const issuesOf = (errors: readonly RowError[], warnings: readonly RowError[]): BatchIssue[] => [
  ...errors.map((error) => ({ ...error, severity: 'error' as const })),
  ...warnings.map((warning) => ({ ...warning, severity: 'warning' as const })),
];

const distinctRows = (errors: readonly RowError[]): number => new Set(errors.map((error) => `${error.sheet}\u0000${error.row}`)).size;

const skippedSheet = ({ sheet, reason }: SkippedSheet): RowError => ({
  sheet,
  row: 1,
  column: '',
  code: 'sheet-skipped',
  message: `工作表${reason}，没有读取。如其中有数据，请补上表头后重新上传。`,
});
