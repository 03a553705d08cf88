import type { Finding, Override, ReportForms } from './domain/index.js';

/** Names the rules by which a report's forms were filled and checked; raise it with every change of them. */
export const REPORT_RULES = 'report-2';

/** Where a row of 附件3 comes from, and whether it is 补报. */
export interface CaseSource {
  readonly row: string;
  readonly supplementary: boolean;
  readonly source: { readonly batchId: number; readonly sheet: string; readonly row: number };
}

/** What a submission freezes: the whole report. Holds personal data: sealed wherever it is kept. */
export interface SubmittedContent {
  readonly report: {
    readonly id: number;
    readonly countyCode: string;
    readonly cycleCode: string;
    readonly dueOn: string;
    readonly windowFrom: string;
    readonly windowTo: string;
    readonly number: number;
  };
  readonly rules: string;
  readonly forms: ReportForms;
  readonly overrides: readonly Override[];
  readonly cases: readonly CaseSource[];
  /** What was shown and acknowledged. */
  readonly findings: readonly Finding[];
  /** Lines, enterprises, their evidence and source rows (see `FreezeCoverage`). */
  readonly coverage: unknown;
}

/** For content that was checked against its hash when it was read. */
export const readSubmitted = (content: string): SubmittedContent => JSON.parse(content) as SubmittedContent;
