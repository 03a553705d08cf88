import type { Evidence } from './domain/index.js';

const VERDICT_SIGNS = { agrees: '+', differs: '-', missing: '?' } as const satisfies Record<Evidence['verdict'], string>;
const VERDICTS: Readonly<Record<string, Evidence['verdict']>> = { '+': 'agrees', '-': 'differs', '?': 'missing' };

/** Evidence as it is kept: there may be a million of it, and names of fields take more room than what they say. */
export function writeEvidence(evidence: readonly Evidence[]): string {
  return JSON.stringify(evidence.map(({ field, verdict, words }) => [field, VERDICT_SIGNS[verdict], words]));
}

/** Reads what `writeEvidence` wrote, and what earlier versions kept: objects with `field`, `verdict` and `words`. */
export function readEvidence(text: string): Evidence[] {
  const entries = JSON.parse(text) as (Evidence | readonly [Evidence['field'], string, string])[];
  return entries.map((entry) =>
    'field' in entry ? entry : { field: entry[0], verdict: VERDICTS[entry[1]] ?? 'missing', words: entry[2] },
  );
}
