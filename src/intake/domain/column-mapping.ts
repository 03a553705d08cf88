import { squeeze } from '../../kernel/index.js';
import type { FieldSpec } from './sheet-kind.js';

/** What a column's header says: its own words and, in a two-level header, the group above them. */
export interface ColumnHeader {
  readonly index: number;
  readonly group: string;
  readonly text: string;
}

/** Why a column is read as its field: the form's own words, other words for it, words within a longer header, an earlier setting, a setting. */
export const MAPPING_CONFIDENCES = ['exact', 'synonym', 'contained', 'remembered', 'person'] as const;
export type MappingConfidence = (typeof MAPPING_CONFIDENCES)[number];

export interface MappedField {
  readonly field: string;
  readonly confidence: MappingConfidence;
}

/** Headers as they are compared: without blanks, units in brackets (（人）), colons and asterisks, in lower case. */
export function headerKey(text: string): string {
  const bare = squeeze(text)
    .replace(/\([^)]*\)/g, '')
    .replace(/[*:"'。]/g, '')
    .toLowerCase();
  return bare === '' ? squeeze(text).toLowerCase() : bare;
}

interface Claim extends MappedField {
  readonly tier: number;
  readonly rank: number;
  readonly column: number;
}

/** Columns that an error workbook adds: never part of a form. */
export const REASON_HEADER = '错误原因';
export const ORIGIN_HEADER = '原行号';
const ADDED: readonly string[] = [REASON_HEADER, ORIGIN_HEADER];

/** Shorter words occur inside of headers of another meaning (人数 in 参保人数). */
const SHORTEST_CONTAINED = 3;

/**
 * Which field each column holds. The whole header first, then its lower level, then words contained in it, longest first; a column gets at most one
 * field and a field at most one column.
 */
export function mapColumns(headers: readonly ColumnHeader[], fields: readonly FieldSpec[]): ReadonlyMap<number, MappedField> {
  const claims = headers.flatMap((header) => fields.flatMap((field) => claimOf(header, field)));
  const byColumn = new Map<number, MappedField>();
  const taken = new Set<string>();
  for (const claim of claims.sort((a, b) => a.tier - b.tier || a.rank - b.rank || a.column - b.column)) {
    if (byColumn.has(claim.column) || taken.has(claim.field)) continue;
    byColumn.set(claim.column, { field: claim.field, confidence: claim.confidence });
    taken.add(claim.field);
  }
  return byColumn;
}

function claimOf(header: ColumnHeader, spec: FieldSpec): Claim[] {
  const text = headerKey(header.text);
  const whole = headerKey(header.group) + text;
  if (text === '' || ADDED.includes(text)) return [];
  const claim = (tier: number, rank: number, confidence: MappingConfidence): Claim[] => [
    { tier, rank, confidence, column: header.index, field: spec.field },
  ];
  const words = [spec.label, ...spec.synonyms].map(headerKey);
  const exact = words.indexOf(whole);
  if (exact >= 0) return claim(0, exact, sureness(exact));
  if ((spec.not ?? []).some((word) => whole.includes(word))) return [];
  const lower = words.indexOf(text);
  if (lower >= 0) return claim(1, lower, sureness(lower));
  const contained = words.filter((word) => word.length >= SHORTEST_CONTAINED && whole.includes(word));
  return contained.length === 0 ? [] : claim(2, -Math.max(...contained.map((word) => word.length)), 'contained');
}

/** The first of a field's words are the form's own. */
const sureness = (rank: number): MappingConfidence => (rank === 0 ? 'exact' : 'synonym');
