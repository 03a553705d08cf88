import { plainText } from '../../platform/files/formula-text.js';
import type { CorrectionTable, CellValue, OpenWorkbook, SheetInfo, SheetKind, SheetRow, SheetTable } from '../domain/index.js';
import type { BatchMark, MarkedSheet } from './batch-mark.js';
import type { RowErrors } from './row-errors.js';
import { asFound, correctionText, eachTableRow } from './table-rows.js';

/** What to write into one sheet of a copy; rows 1-based, columns 0-based. Plain data: it goes to another thread. */
export interface SheetMarks {
  readonly place: MarkedSheet;
  /** Every record: its number is written beside it. */
  readonly records: readonly number[];
  readonly errors: readonly {
    readonly row: number;
    readonly cells: readonly { readonly column: number; readonly note: string }[];
    readonly reason: string;
  }[];
  /** Cells that were corrected before, as they stand now. */
  readonly corrected: readonly { readonly row: number; readonly column: number; readonly text: string }[];
}

export interface MarkingJob {
  readonly mark: BatchMark;
  readonly sheets: readonly SheetMarks[];
}

/** A sheet as it was read, for workbooks that cannot be edited in their own format. */
export interface PlainSheet extends SheetInfo {
  readonly rows: readonly SheetRow[];
}

export interface MarkingRequest {
  readonly workbook: OpenWorkbook;
  readonly kind: SheetKind<unknown>;
  readonly tables: readonly SheetTable[];
  readonly errors: RowErrors;
  readonly corrections: CorrectionTable;
  readonly mark: Omit<BatchMark, 'form' | 'sheets'>;
}

/** Works out what the error workbook of a batch has to say, and takes its rows along. */
export async function planMarking({
  workbook,
  kind,
  tables,
  errors,
  corrections,
  mark,
}: MarkingRequest): Promise<{ readonly job: MarkingJob; readonly plain: readonly PlainSheet[] }> {
  const watched = watchRows(workbook);
  const records = new Map<string, number[]>();
  const corrected = new Map<string, SheetMarks['corrected'][number][]>();
  const tableOf = new Map(tables.map((table) => [table.sheet, table]));
  const settings = asFound(
    tables,
    workbook.sheets.map(({ name }) => name),
    (table) => table.headerTop,
  );
  await eachTableRow(watched.workbook, kind, settings, ({ sheet, row, cells }) => {
    push(records, sheet, row);
    if (corrections.isEmpty) return;
    for (const { field, index } of tableOf.get(sheet)?.columns ?? []) {
      const cell = (field === null ? undefined : cells.get(field)) ?? null;
      const text = field === null ? '' : correctionText(corrections.apply(sheet, row, field, cell));
      if (field !== null && text !== correctionText(cell)) push(corrected, sheet, { row, column: index, text });
    }
  });
  const plain = await watched.all();
  const names = writtenNames(plain.map(({ name }) => name));
  const sheets = tables.map((table): SheetMarks => {
    const place = placeOf(
      table,
      plain.find(({ name }) => name === table.sheet),
      errors.has(table.sheet),
      names,
    );
    const known = records.get(table.sheet) ?? [];
    return { place, records: known, errors: errorsOf(errors, table.sheet), corrected: corrected.get(table.sheet) ?? [] };
  });
  return { job: { mark: { ...mark, form: 'copy', sheets: sheets.map(({ place }) => place) }, sheets }, plain };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const errorsOf = (errors: RowErrors, sheet: string): SheetMarks['errors'] =>
  [...(errors.get(sheet) ?? [])].map(([row, { cells, reasons }]) => ({
    row,
    cells: [...cells].map(([column, messages]) => ({ column, note: messages.join('\n') })),
    reason: reasonText(reasons),
  }));

/** Longest text of a cell. */
const LONGEST = 32_000;

export const reasonText = (reasons: readonly string[]): string => plainText(reasons.join('\n')).slice(0, LONGEST);

/** The added columns stand to the right of everything in the sheet and of every merged range that reaches below the header's first row. */
function placeOf(table: SheetTable, sheet: PlainSheet | undefined, hasErrors: boolean, names: ReadonlyMap<string, string>): MarkedSheet {
  const used = (sheet?.rows ?? []).reduce((width, row) => Math.max(width, usedWidth(row.cells)), 0);
  const merged = (sheet?.merges ?? [])
    .filter(({ bottom }) => bottom >= table.headerTop)
    .reduce((width, { right }) => Math.max(width, right + 1), 0);
  const free = Math.max(used, merged, ...table.columns.map(({ index }) => index + 1));
  return {
    sheet: table.sheet,
    written: names.get(table.sheet) ?? table.sheet,
    headerTop: table.headerTop,
    headerRow: table.headerRow,
    reasonColumn: hasErrors ? free : null,
    originColumn: hasErrors ? free + 1 : free,
  };
}

function usedWidth(cells: readonly CellValue[]): number {
  let width = cells.length;
  while (width > 0 && (cells[width - 1] === null || cells[width - 1] === '')) width--;
  return width;
}

/** Keeps the rows that pass, so that the workbook is read once. */
function watchRows(workbook: OpenWorkbook): { readonly workbook: OpenWorkbook; all(): Promise<PlainSheet[]> } {
  const seen = new Map<number, SheetRow[]>();
  const rows = async function* (i: number): AsyncGenerator<SheetRow> {
    const passed: SheetRow[] = [];
    for await (const row of workbook.rows(i)) {
      passed.push(row);
      yield row;
    }
    seen.set(i, passed);
  };
  const all = async (): Promise<PlainSheet[]> => {
    const sheets: PlainSheet[] = [];
    for (const [i, info] of workbook.sheets.entries()) {
      if (!seen.has(i)) await readThrough(rows(i));
      sheets.push({ ...info, rows: seen.get(i) ?? [] });
    }
    return sheets;
  };
  return { workbook: { sheets: workbook.sheets, rows, close: () => workbook.close() }, all };
}

async function readThrough(rows: AsyncIterator<unknown>): Promise<void> {
  while (!(await rows.next()).done);
}

const LONGEST_NAME = 31;

/** Sheet names as they can be written, by their own: some readers give names that no .xlsx may have. */
export function writtenNames(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(['history', '_batch']);
  const written = new Map<string, string>();
  for (const name of names) {
    const base =
      name
        .replace(/[*?:\\/[\]]/g, '_')
        .replace(/^'|'$/g, '_')
        .slice(0, LONGEST_NAME) || 'Sheet';
    let unique = base;
    for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${base.slice(0, LONGEST_NAME - 4)}~${i}`;
    taken.add(unique.toLowerCase());
    written.set(name, unique);
  }
  return written;
}
