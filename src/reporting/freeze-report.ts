import { createHash } from 'node:crypto';
import { batchesBehind, canonicalJson } from '../coverage/domain/index.js';
import type { Draft } from './draft.js';
import { REPORT_RULES, type SubmittedContent } from './submitted-content.js';

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
