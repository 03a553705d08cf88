import type { Scope } from '../access/index.js';
import type { BatchIssue, BatchState, Correction, ImportBatch, IssueGroup, Severity, SheetSettings } from './domain/index.js';
import type { SourceRow } from './import-target.js';

export type NewBatch = Pick<
  ImportBatch,
  'kind' | 'fileName' | 'fileHash' | 'countyCode' | 'asOf' | 'regionCode' | 'sheets' | 'createdBy' | 'createdAt'
> & {
  readonly purpose: string;
};

/** What changes in a batch as it goes its way. */
export type BatchChange = Partial<
  Pick<
    ImportBatch,
    'state' | 'sheets' | 'countyCodes' | 'rows' | 'counts' | 'errorCount' | 'warningCount' | 'rejection' | 'appliedBy' | 'appliedAt'
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

/** Where import batches and what belongs to them are kept. Writing needs a unit of work. */
export abstract class IntakeStore {
  /** Newest first. A batch is in scope where all counties that it touches are; before that is known, where all of its uploader's region is. */
  abstract list(scope: Scope, page: { readonly beforeId?: number | undefined; readonly limit: number }): Promise<ImportBatch[]>;
  /** Undefined for a batch that does not exist and for one outside of the scope. */
  abstract find(id: number, scope: Scope): Promise<ImportBatch | undefined>;
  abstract findByPurpose(purpose: string): Promise<ImportBatch | undefined>;
  abstract state(id: number): Promise<BatchState | undefined>;
  abstract add(batch: NewBatch): Promise<ImportBatch>;
  /** The batch as changed, its version one higher; undefined where `batch.version` is stale. */
  abstract change(batch: ImportBatch, change: BatchChange): Promise<ImportBatch | undefined>;

  abstract addIssues(batchId: number, issues: readonly BatchIssue[]): Promise<void>;
  abstract clearIssues(batchId: number): Promise<void>;
  abstract issues(batchId: number, filter: IssueFilter): Promise<KeptIssue[]>;
  /** The most frequent first. */
  abstract issueGroups(batchId: number): Promise<IssueGroup[]>;

  abstract addCorrections(batchId: number, corrections: readonly Correction[], by: string, at: Date): Promise<void>;
  /** In the order in which they were made. */
  abstract corrections(batchId: number): Promise<Correction[]>;

  abstract addSourceRows(batchId: number, rows: readonly SourceRow[], sealed: boolean): Promise<void>;
  /** The row as it was typed; undefined where it is not known. Sealed rows are opened. */
  abstract sourceRow(batchId: number, sheet: string, row: number): Promise<SourceRow | undefined>;

  /** What a region's people set the last time for sheets with this header. */
  abstract rememberedFields(regionCode: string, kind: string, fingerprint: string): Promise<SheetSettings['fields'] | undefined>;
  abstract rememberFields(
    regionCode: string,
    kind: string,
    fingerprint: string,
    fields: NonNullable<SheetSettings['fields']>,
    at: Date,
  ): Promise<void>;
}
