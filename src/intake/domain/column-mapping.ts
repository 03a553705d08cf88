import { squeeze } from '../../kernel/index.js';
import type { FieldSpec } from './sheet-kind.js';

/** What a column's header says: its own words and, in a two-level header, the group above them. */
export interface ColumnHeader {
  readonly index: number;
  readonly group: string;
  readonly text: string;
}

/** Headers as they are compared: without blanks, units in brackets (（人）), colons and asterisks, in lower case. */
export function headerKey(text: string): string {
  const bare = squeeze(text)
    .replace(/\([^)]*\)/g, '')
    .replace(/[*:"'。]/g, '')
    .toLowerCase();
  return bare === '' ? squeeze(text).toLowerCase() : bare;
}

interface Claim {
  readonly tier: number;
  readonly rank: number;
  readonly column: number;
  readonly field: string;
}

/** Shorter words occur inside of headers of another meaning (人数 in 参保人数). */
const SHORTEST_CONTAINED = 3;

/**
 * Which field each column holds. The whole header first, then its lower level, then words contained in it, longest first; a column gets at most one
 * field and a field at most one column.
 */
export function mapColumns(headers: readonly ColumnHeader[], fields: readonly FieldSpec[]): ReadonlyMap<number, string> {
  const claims = headers.flatMap((header) => fields.flatMap((field) => claimOf(header, field)));
  const byColumn = new Map<number, string>();
  const taken = new Set<string>();
  for (const claim of claims.sort((a, b) => a.tier - b.tier || a.rank - b.rank || a.column - b.column)) {
    if (byColumn.has(claim.column) || taken.has(claim.field)) continue;
    byColumn.set(claim.column, claim.field);
    taken.add(claim.field);
  }
  return byColumn;
}

function claimOf(header: ColumnHeader, spec: FieldSpec): Claim[] {
  const text = headerKey(header.text);
  const whole = headerKey(header.group) + text;
  if (text === '') return [];
  const claim = (tier: number, rank: number): Claim[] => [{ tier, rank, column: header.index, field: spec.field }];
  const words = [spec.label, ...spec.synonyms].map(headerKey);
  const exact = words.indexOf(whole);
  if (exact >= 0) return claim(0, exact);
  if ((spec.not ?? []).some((word) => whole.includes(word))) return [];
  const lower = words.indexOf(text);
  if (lower >= 0) return claim(1, lower);
  const contained = words.filter((word) => word.length >= SHORTEST_CONTAINED && whole.includes(word));
  return contained.length === 0 ? [] : claim(2, -Math.max(...contained.map((word) => word.length)));
}
