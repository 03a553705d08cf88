import type { ImportBatch, SampledColumn, SheetKind } from './domain/index.js';

/** A sheet of the workbook as it is read, or why it is not. */
export interface SheetFound {
  readonly name: string;
  readonly hidden: boolean;
  /** Null where it is read. */
  readonly skippedBecause: string | null;
  /** Left out because a person says so. */
  readonly leftOut: boolean;
  /** Where the header begins, 1-based; for a skipped sheet the row that comes closest to one. Null where there is none. */
  readonly headerRow: number | null;
  /** Said by a person. */
  readonly headerRowSet: boolean;
  readonly columns: readonly SampledColumn[];
}

export interface BatchSheetsFound {
  readonly version: number;
  readonly sheets: readonly SheetFound[];
  readonly fields: readonly { readonly field: string; readonly label: string; readonly required: boolean }[];
}

export function sheetsOf(
  { version, sheets: { tables, skipped, settings } }: ImportBatch,
  { fields }: SheetKind<unknown>,
): BatchSheetsFound {
  const read = tables.map(({ sheet, hidden, headerTop, columns }) => ({ sheet, hidden, reason: null, headerTop, columns }));
  const found = [...read, ...skipped].map(({ sheet, hidden, reason, headerTop, columns = [] }): SheetFound => {
    const set = settings[sheet];
    return {
      name: sheet,
      hidden,
      skippedBecause: reason,
      leftOut: set?.leftOut === true,
      headerRow: headerTop ?? set?.headerRow ?? null,
      headerRowSet: set?.headerRow !== undefined,
      columns,
    };
  });
  return { version, sheets: found, fields: fields.map(({ field, label, required = false }) => ({ field, label, required })) };
}
