import type { Scope } from '../access/index.js';
import type { ImportBatch } from './domain/index.js';
import type { SourceRow } from './import-target.js';

export type NewBatch = Omit<ImportBatch, 'id' | 'appliedBy' | 'appliedAt' | 'version'>;

/** Where import batches and the rows they came from are kept. Writing needs a unit of work. */
export abstract class IntakeStore {
  /** Batches that touch no county outside of the scope, newest first. */
  abstract list(scope: Scope, page: { readonly beforeId?: number | undefined; readonly limit: number }): Promise<ImportBatch[]>;
  /** Undefined for a batch that does not exist and for one outside of the scope. */
  abstract find(id: number, scope: Scope): Promise<ImportBatch | undefined>;
  abstract findByPurpose(purpose: string): Promise<ImportBatch | undefined>;
  abstract add(batch: NewBatch): Promise<ImportBatch>;
  /** Replaces a planned batch's outcome; false where `version` is stale. */
  abstract update(batch: ImportBatch, version: number): Promise<boolean>;
  abstract kindOf(id: number): Promise<string | undefined>;
  abstract addSourceRows(batchId: number, rows: readonly SourceRow[], sealed: boolean): Promise<void>;
  /** The row as it was typed; undefined where it is not known. Sealed rows are opened. */
  abstract sourceRow(batchId: number, sheet: string, row: number): Promise<SourceRow | undefined>;
}
