import type { Scope } from '../access/index.js';
import type { CountyReport } from './reporting.store.js';

/** 回执: proves a submission. */
export interface Receipt {
  readonly id: number;
  readonly reportId: number;
  readonly countyCode: string;
  /** 1 for the first submission, one more for each after it. */
  readonly number: number;
  readonly receiptNumber: string;
  /** SHA-256 of the content, hexadecimal. */
  readonly hash: string;
  /** The rules by which it was counted, matched and checked. */
  readonly rules: string;
  readonly snapshotId: number;
  readonly submittedBy: string;
  readonly submittedAt: Date;
}

/** What a county handed in, as it was: canonical JSON, checked against its hash on every reading. */
export interface Submission extends Receipt {
  readonly content: string;
}

export interface CaseOfReport {
  readonly caseId: number;
  readonly supplementary: boolean;
}

/** Where submissions are kept: rows that are only ever added. Writing needs a unit of work. */
export abstract class SubmissionStore {
  /** With the import batches that its figures rest on. */
  abstract add(submission: Omit<Submission, 'id'>, batchIds: readonly number[]): Promise<Receipt>;
  /** Oldest first, without their content. */
  abstract receipts(report: CountyReport): Promise<Receipt[]>;
  /** Throws Problem `submission-damaged`, which names the report, where the content does not have its hash. */
  abstract find(report: CountyReport, number: number): Promise<Submission | undefined>;
  abstract byId(report: CountyReport, submissionId: number): Promise<Submission | undefined>;
  /** The submissions that rest on a batch, of counties in the scope. */
  abstract restingOn(batchId: number, scope: Scope): Promise<ReadonlySet<number>>;
  /** Which report carries a case, for all cases of the scope's counties that a report has counted. */
  abstract carriers(scope: Scope): Promise<ReadonlyMap<number, number>>;
  /** Makes these the cases that a report counts. False where another report counts one of them: no case is counted twice. */
  abstract assignCases(report: CountyReport, cases: readonly CaseOfReport[], at: Date): Promise<boolean>;
}
