import { type CellAddress, type CellValue, type FormRow, type ReportForms } from './cell.js';
import { REPORT_FORMS, type ReportForm } from './report.js';

export interface ChangedCell extends CellAddress {
  readonly from: CellValue;
  readonly to: CellValue;
}

export interface RowAt {
  readonly form: ReportForm;
  readonly row: FormRow;
}

/** What one version of a report says otherwise than another. Rows are the same by their identity, wherever they stand. */
export interface Difference {
  readonly changed: readonly ChangedCell[];
  readonly added: readonly RowAt[];
  readonly removed: readonly RowAt[];
}

export function differenceBetween(before: ReportForms, after: ReportForms): Difference {
  const parts = REPORT_FORMS.map((form) => formDifference(form, before[form] ?? [], after[form] ?? []));
  return {
    changed: parts.flatMap(({ changed }) => changed),
    added: parts.flatMap(({ added }) => added),
    removed: parts.flatMap(({ removed }) => removed),
  };
}

function formDifference(form: ReportForm, before: readonly FormRow[], after: readonly FormRow[]): Difference {
  const earlier = new Map(before.map((row) => [row.key, row]));
  const later = new Set(after.map(({ key }) => key));
  return {
    changed: after.flatMap((row) => changedCells(form, earlier.get(row.key), row)),
    added: after.filter(({ key }) => !earlier.has(key)).map((row) => ({ form, row })),
    removed: before.filter(({ key }) => !later.has(key)).map((row) => ({ form, row })),
  };
}

function changedCells(form: ReportForm, before: FormRow | undefined, { key, cells }: FormRow): ChangedCell[] {
  if (!before) return [];
  const fields = [...new Set([...Object.keys(before.cells), ...Object.keys(cells)])];
  return fields.flatMap((field) => {
    const [from, to] = [before.cells[field] ?? null, cells[field] ?? null];
    return from === to ? [] : [{ form, row: key, field, from, to }];
  });
}
