import type { SheetKind, SheetTable } from '../domain/index.js';
import type { IntakeStore } from '../intake.store.js';

/** What is wrong with one row: the cells by their 0-based column, and all reasons in words. */
export interface ErrorsOfRow {
  readonly cells: Map<number, string[]>;
  readonly reasons: string[];
}

/** By sheet and row. */
export type RowErrors = ReadonlyMap<string, ReadonlyMap<number, ErrorsOfRow>>;

/** More do not fit into a workbook that anybody corrects. */
const MOST_ISSUES = 100_000;
const PAGE = 1_000;

/** The errors of a batch, reason and remedy as they were told, at the columns that they stand at. */
export async function loadRowErrors(
  store: IntakeStore,
  batchId: number,
  tables: readonly SheetTable[],
  kind: SheetKind<unknown>,
): Promise<RowErrors> {
  const errors = new Map<string, Map<number, ErrorsOfRow>>();
  const columns = new Map(tables.map((table) => [table.sheet, columnsByWords(table, kind)]));
  let afterId = 0;
  for (let read = 0; read < MOST_ISSUES;) {
    const page = await store.issues(batchId, { severity: 'error', afterId, limit: PAGE });
    for (const { sheet, row, column, message } of page) {
      const ofSheet = errors.get(sheet) ?? new Map<number, ErrorsOfRow>();
      const ofRow = ofSheet.get(row) ?? { cells: new Map<number, string[]>(), reasons: [] };
      errors.set(sheet, ofSheet.set(row, ofRow));
      ofRow.reasons.push(column === '' ? message : `${column}：${message}`);
      const index = columns.get(sheet)?.get(column);
      if (index !== undefined) ofRow.cells.set(index, [...(ofRow.cells.get(index) ?? []), message]);
    }
    read += page.length;
    afterId = page.at(-1)?.id ?? 0;
    if (page.length < PAGE) break;
  }
  return errors;
}

/** An error names its column by the header in the file or, found only later, by the form's own words. */
function columnsByWords({ columns }: SheetTable, { fields }: SheetKind<unknown>): ReadonlyMap<string, number> {
  const byField = new Map(columns.flatMap(({ field, index }): [string, number][] => (field === null ? [] : [[field, index]])));
  const byLabel = fields.flatMap(({ field, label }): [string, number][] => {
    const index = byField.get(field);
    return index === undefined ? [] : [[label, index]];
  });
  return new Map([...byLabel, ...columns.map(({ header, index }): [string, number] => [header, index])]);
}
