import type { Scope } from '../../access/index.js';
import type { LocalDate } from '../../kernel/index.js';
import type { ReportFile } from '../reporting.store.js';
import type { Receipt } from '../submission.store.js';

export interface SubmittedFile extends ReportFile {
  readonly submissionId: number;
}

/** What the city reads of all its counties at once: one query each, however many counties there are. */
export abstract class CityStore {
  /** The receipts of all versions of the reports that are due within these days, both included; by submission. */
  abstract receipts(scope: Scope, from: LocalDate, to: LocalDate): Promise<ReadonlyMap<number, Receipt>>;
  /** The forms as files of these submissions, in the order in which they were written. */
  abstract filesOf(scope: Scope, submissionIds: readonly number[]): Promise<SubmittedFile[]>;
}
