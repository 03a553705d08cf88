import { createHash } from 'node:crypto';
import { batchesBehind, canonicalJson } from '../coverage/domain/index.js';
import type { Finding, Override, ReportForms } from './domain/index.js';
import type { Draft } from './draft.js';

/** Names the rules by which a report's forms were filled and checked; raise it with every change of them. */
export const REPORT_RULES = 'report-1';

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

export interface FrozenReport {
  /** Canonical JSON of a `SubmittedContent`. */
  readonly content: string;
  /** SHA-256 of `content`, hexadecimal. */
  readonly hash: string;
  readonly rules: string;
  /** The import batches that it rests on. */
  readonly batchIds: readonly number[];
}

export function freezeReport({ report, coverage, stated, overrides, cases, findings }: Draft, number: number): FrozenReport {
  const { id, countyCode, cycleCode, dueOn, windowFrom, windowTo } = report;
  const rules = `${coverage.rules} ${REPORT_RULES}`;
  const frozen: SubmittedContent = {
    report: { id, countyCode, cycleCode, dueOn, windowFrom, windowTo, number },
    rules,
    forms: stated,
    overrides: overrides.map(({ address, value, systemNow, reason, madeBy, madeAt }) => {
      return { address, value, systemValue: systemNow, reason, madeBy, madeAt };
    }),
    cases: cases.carried.map(({ caseId, supplementary, source }) => ({ row: `case-${caseId}`, supplementary, source })),
    findings,
    coverage: JSON.parse(coverage.content),
  };
  const content = canonicalJson(frozen);
  return { content, hash: createHash('sha256').update(content).digest('hex'), rules, batchIds: [...batchesBehind(content)] };
}

/** For content that was checked against its hash when it was read. */
export const readSubmitted = (content: string): SubmittedContent => JSON.parse(content) as SubmittedContent;
