import type { Scope } from '../access/index.js';
import type {
  BatchIssue,
  ChangeType,
  ColumnFields,
  Correction,
  ImportBatch,
  IssueGroup,
  PlannedChange,
  RememberedFields,
  Severity,
} from './domain/index.js';
import type { SourceRow } from './import-target.js';

export type NewBatch = Pick<
  ImportBatch,
  'kind' | 'fileName' | 'fileHash' | 'countyCode' | 'asOf' | 'regionCode' | 'sheets' | 'createdBy' | 'createdById' | 'createdAt'
> & {
  readonly purpose: string;
};

/** What changes in a batch as it goes its way. */
export type BatchChange = Partial<
  Pick<
    ImportBatch,
    | 'state'
    | 'sheets'
    | 'countyCodes'
    | 'rows'
    | 'counts'
    | 'alarms'
    | 'errorCount'
    | 'warningCount'
    | 'rejection'
    | 'notice'
    | 'planHash'
    | 'checkedAt'
    | 'appliedBy'
    | 'appliedAt'
    | 'undoneBy'
    | 'undoneAt'
    | 'undoReason'
    | 'correctionFile'
  >
>;

export interface IssueFilter {
  readonly severity?: Severity | undefined;
  readonly code?: string | undefined;
  readonly afterId?: number | undefined;
  readonly limit: number;
}

export interface KeptIssue extends BatchIssue {
  readonly id: number;
}

export interface ChangeFilter {
  readonly type?: ChangeType | undefined;
  readonly afterId?: number | undefined;
  readonly limit: number;
}

export interface KeptChange extends PlannedChange {
  readonly id: number;
}

export type KeptCorrection = Correction & {
  readonly id: number;
  readonly createdBy: string;
  readonly createdAt: Date;
};

/** Another request has taken in the same purpose in the same moment. */
export class TakenMeanwhile extends Error {
  override readonly name = 'TakenMeanwhile';
}

/** Where import batches and what belongs to them are kept. Writing needs a unit of work. */
export abstract class IntakeStore {
  /** Newest first. A batch is in scope where all counties that it touches are; before that is known, where all of its uploader's region is. */
  abstract list(scope: Scope, page: { readonly beforeId?: number | undefined; readonly limit: number }): Promise<ImportBatch[]>;
  /** Undefined for a batch that does not exist and for one outside of the scope. */
  abstract find(id: number, scope: Scope): Promise<ImportBatch | undefined>;
  abstract findByPurpose(purpose: string): Promise<ImportBatch | undefined>;
  /** Lets the same bytes for the same purpose be a new batch: this one is history. */
  abstract releasePurpose(id: number): Promise<void>;
  /** Throws `TakenMeanwhile` where there is one of that purpose by now. */
  abstract add(batch: NewBatch): Promise<ImportBatch>;
  /** The batch as changed, its version one higher; undefined where `batch.version` is stale. */
  abstract change(batch: ImportBatch, change: BatchChange): Promise<ImportBatch | undefined>;
  /** Notes how many rows were read, and holds the batch for the current unit of work; false where `batch.version` is stale. */
  abstract hold(batch: ImportBatch, rowsRead: number): Promise<boolean>;
  /** Whether another batch of the kind came in force in one of the counties since the instant. */
  abstract appliedSince(batch: ImportBatch, since: Date): Promise<boolean>;

  abstract addIssues(batchId: number, issues: readonly BatchIssue[]): Promise<void>;
  abstract clearIssues(batchId: number): Promise<void>;
  abstract issues(batchId: number, filter: IssueFilter): Promise<KeptIssue[]>;
  /** The most frequent first. */
  abstract issueGroups(batchId: number): Promise<IssueGroup[]>;

  abstract addCorrections(batchId: number, corrections: readonly Correction[], by: string, at: Date): Promise<void>;
  /** In the order in which they were made. */
  abstract corrections(batchId: number): Promise<KeptCorrection[]>;
  /** False where there is no such correction. */
  abstract removeCorrection(batchId: number, id: number): Promise<boolean>;
  abstract clearCorrections(batchId: number): Promise<void>;

  abstract addChanges(batchId: number, changes: readonly PlannedChange[], sealed: boolean): Promise<void>;
  abstract clearChanges(batchId: number): Promise<void>;
  abstract changes(batchId: number, filter: ChangeFilter): Promise<KeptChange[]>;

  abstract kindOf(id: number): Promise<string | undefined>;
  abstract addSourceRows(batchId: number, rows: readonly SourceRow[], sealed: boolean): Promise<void>;
  /** The row as it was typed; undefined where it is not known. Sealed rows are opened. */
  abstract sourceRow(batchId: number, sheet: string, row: number): Promise<SourceRow | undefined>;

  /** What a region's people set the last time for sheets with such headers. */
  abstract rememberedFields(regionCode: string, kind: string): Promise<RememberedFields>;
  abstract rememberFields(regionCode: string, kind: string, fingerprint: string, fields: ColumnFields, at: Date): Promise<void>;
}
