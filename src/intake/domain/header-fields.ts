import { createHash } from 'node:crypto';
import { headerKey, type ColumnHeader, type MappedField, type MappingConfidence } from './column-mapping.js';

/** Field by 0-based column; null: the column is not used. Columns not named keep what was found. */
export type ColumnFields = Readonly<Record<number, string | null>>;

/** What was set before for headers of a shape, by their fingerprint. */
export type RememberedFields = ReadonlyMap<string, ColumnFields>;

/** A column of the table: its header as typed (made unique) and the field it was read as. */
export interface SheetColumn {
  /** 0-based. */
  readonly index: number;
  readonly header: string;
  readonly field: string | null;
  /** Null where the column has no field. */
  readonly confidence: MappingConfidence | null;
}

/** Equal for headers that say the same words, as they are compared, in the same columns. */
export function headerFingerprint(headers: readonly ColumnHeader[]): string {
  const said = headers.map(({ index, group, text }) => [index, headerKey(group), headerKey(text)]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** The columns with fields set over those that were found: a field that is set elsewhere leaves the column where it was found. */
export function withFields(columns: readonly SheetColumn[], set: ColumnFields, confidence: MappingConfidence): SheetColumn[] {
  const wanted = new Set(Object.values(set));
  const known = columns.map((column): SheetColumn => {
    const own = set[column.index];
    if (own !== undefined) return { ...column, ...mappedTo(own, confidence) };
    return column.field !== null && wanted.has(column.field) ? { ...column, ...mappedTo(null, confidence) } : column;
  });
  const unnamed = Object.entries(set).filter(
    ([index, field]) => field !== null && !columns.some((column) => column.index === Number(index)),
  );
  const added = unnamed.map(([index, field]) => ({
    index: Number(index),
    header: `第${Number(index) + 1}列`,
    ...mappedTo(field, confidence),
  }));
  return [...known, ...added].sort((a, b) => a.index - b.index);
}

const mappedTo = (field: string | null, confidence: MappingConfidence): Pick<SheetColumn, 'field' | 'confidence'> =>
  field === null ? { field: null, confidence: null } : { field, confidence };

export const foundField = (mapped: MappedField | undefined): Pick<SheetColumn, 'field' | 'confidence'> =>
  mapped ?? { field: null, confidence: null };
