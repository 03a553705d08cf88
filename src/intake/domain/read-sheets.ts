import { groupBy, Problem } from '../../kernel/index.js';
import { cellText } from './cells/index.js';
import { CorrectionTable } from './corrections.js';
import { findHeader, type HeaderSearch, type SheetColumn, type TableHeader } from './header.js';
import { FillDown } from './merges.js';
import { RowSorter, type RowSort } from './row-sorting.js';
import { RowCells, type FieldIssue, type SheetKind } from './sheet-kind.js';
import { readMetadata, type SheetMetadata } from './sheet-metadata.js';
import type { CellValue, OpenWorkbook, SheetInfo, SheetRow } from './workbook.js';

/** Why a row was left out (error) or what to look at (warning): where it stands, a reason and a remedy without personal data. */
export interface RowError {
  readonly sheet: string;
  /** 1-based, as the spreadsheet program shows it. */
  readonly row: number;
  /** The header's words in the file, or the field's own name where the file has no such column. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

export interface ReadRow<T> {
  readonly sheet: string;
  readonly row: number;
  readonly hidden: boolean;
  /** Header to cell, as typed. */
  readonly raw: Readonly<Record<string, string>>;
  readonly value: T;
  readonly warnings: readonly RowError[];
}

export type LeftOut = Readonly<Record<Exclude<RowSort, 'record'>, number>>;

/** The table of one sheet, without its rows. */
export interface SheetTable extends SheetMetadata {
  readonly sheet: string;
  readonly hidden: boolean;
  /** The last row of the header, 1-based. */
  readonly headerRow: number;
  readonly columns: readonly SheetColumn[];
  /** How many rows are no records: totals, repeated headers, unused numbered rows, and footers with notes and headings of groups. */
  readonly leftOut: LeftOut;
}

/** A table with its rows, for kinds whose workbooks fit into memory. */
export interface SheetReading<T> extends SheetTable {
  readonly rows: readonly ReadRow<T>[];
  /** One or more for each row that was left out because it cannot be read. */
  readonly errors: readonly RowError[];
}

export interface SkippedSheet {
  readonly sheet: string;
  readonly reason: string;
}

export interface WorkbookReading<T> {
  readonly sheets: readonly SheetReading<T>[];
  readonly skipped: readonly SkippedSheet[];
}

/** What a person has set for a sheet beside what was found in it. */
export interface SheetSettings {
  /** Not to be read. */
  readonly leftOut?: boolean;
  /** Where the header begins, 1-based. */
  readonly headerRow?: number;
  /** Field by 0-based column; null: the column is not used. Columns not named keep what was found. */
  readonly fields?: Readonly<Record<number, string | null>>;
}

export interface ReadSettings {
  /** By the sheet's name. */
  readonly sheets: Readonly<Record<string, SheetSettings>>;
  readonly corrections: CorrectionTable;
}

export const NO_SETTINGS: ReadSettings = { sheets: {}, corrections: new CorrectionTable([]) };

/** Takes what is read, some rows at a time; reading waits for it. */
export interface RowSink<T> {
  accept(rows: readonly ReadRow<T>[], errors: readonly RowError[]): Promise<void>;
}

export interface WorkbookScan {
  readonly tables: readonly SheetTable[];
  readonly skipped: readonly SkippedSheet[];
}

/** A header stands among the first rows of a sheet. */
const SEARCHED_ROWS = 50;
const ROWS_AT_ONCE = 1_000;

/** Reads every sheet that holds a table of the kind, row by row. Throws a `Problem` where none does. */
export async function scanWorkbook<T>(
  workbook: OpenWorkbook,
  kind: SheetKind<T>,
  settings: ReadSettings,
  sink: RowSink<T>,
): Promise<WorkbookScan> {
  const tables: SheetTable[] = [];
  const skipped: SkippedSheet[] = [];
  for (const [i, info] of workbook.sheets.entries()) {
    const scanned = await scanSheet(info, workbook.rows(i), kind, settings, sink);
    if ('reason' in scanned) skipped.push(scanned);
    else tables.push(scanned);
  }
  if (tables.length > 0) return { tables, skipped };
  const reasons = skipped.map(({ sheet, reason }) => `工作表“${sheet}”${reason}`).join('；');
  throw new Problem('invalid', 'workbook-without-table', `文件中没有可识别的“${kind.label}”表格。${reasons}。请核对文件和导入类型。`, {
    skipped,
  });
}

/** As `scanWorkbook`, with all rows in memory. */
export async function readWorkbook<T>(
  workbook: OpenWorkbook,
  kind: SheetKind<T>,
  settings: ReadSettings = NO_SETTINGS,
): Promise<WorkbookReading<T>> {
  const rows: ReadRow<T>[] = [];
  const errors: RowError[] = [];
  const { tables, skipped } = await scanWorkbook(workbook, kind, settings, {
    async accept(moreRows, moreErrors) {
      rows.push(...moreRows);
      errors.push(...moreErrors);
    },
  });
  const rowsOf = groupBy(rows, (row) => row.sheet);
  const errorsOf = groupBy(errors, (error) => error.sheet);
  const sheets = tables.map((table) => ({ ...table, rows: rowsOf.get(table.sheet) ?? [], errors: errorsOf.get(table.sheet) ?? [] }));
  return { sheets, skipped };
}

async function scanSheet<T>(
  info: SheetInfo,
  rows: AsyncIterable<SheetRow>,
  kind: SheetKind<T>,
  settings: ReadSettings,
  sink: RowSink<T>,
): Promise<SheetTable | SkippedSheet> {
  const own = settings.sheets[info.name] ?? {};
  if (own.leftOut) return { sheet: info.name, reason: '按设置不读取' };
  const source = rows[Symbol.asyncIterator]();
  const opening = await take(source, Math.max(SEARCHED_ROWS, own.headerRow ?? 0));
  const search = headerOf(opening, info, kind, own, settings.corrections);
  if (!search.found) {
    await source.return?.();
    const lacking = search.missing.map((label) => `“${label}”`).join('、');
    return { sheet: info.name, reason: opening.length === 0 ? '是空的' : `没有找到表头，缺少${lacking}列` };
  }
  const above = opening.filter((row) => row.number < search.header.firstRow);
  const table = new TableReader(info, search.header, kind, above, settings.corrections);
  for (const row of opening) if (row.number > search.header.lastRow) table.add(row);
  for (let next = await source.next(); !next.done; next = await source.next()) {
    table.add(next.value);
    if (table.waiting >= ROWS_AT_ONCE) await table.handOver(sink);
  }
  await table.handOver(sink);
  return table.table();
}

/** The header that was set or is found, with the fields that were set for its columns. A required field may also come from a correction. */
function headerOf<T>(
  opening: readonly SheetRow[],
  info: SheetInfo,
  kind: SheetKind<T>,
  { headerRow, fields = {} }: SheetSettings,
  corrections: CorrectionTable,
): HeaderSearch {
  const rows = headerRow === undefined ? opening : opening.filter((row) => row.number >= headerRow);
  const given = new Set([...Object.values(fields), ...corrections.columnFields]);
  const wanted = kind.fields.map((field) => (given.has(field.field) ? { ...field, required: false } : field));
  const search = findHeader(headerRow === undefined ? rows : rows.slice(0, 2), info.merges, wanted);
  if (!search.found) return search;
  const set = new Set(Object.values(fields));
  const columns = search.header.columns.map((column) => {
    const own = fields[column.index];
    if (own !== undefined) return { ...column, field: own };
    return column.field !== null && set.has(column.field) ? { ...column, field: null } : column;
  });
  return { found: true, header: { ...search.header, columns } };
}

async function take(source: AsyncIterator<SheetRow>, count: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  while (rows.length < count) {
    const next = await source.next();
    if (next.done) break;
    rows.push(next.value);
  }
  return rows;
}

/** Takes the rows below a header one by one and hands them over by and by. */
class TableReader<T> {
  private rows: ReadRow<T>[] = [];
  private errors: RowError[] = [];
  private readonly leftOut = { totals: 0, repeatedHeaders: 0, blank: 0, footers: 0 };
  private readonly footers: SheetRow[] = [];
  private readonly sorter: RowSorter;
  private readonly fillDown: FillDown;
  private readonly filledFields: ReadonlySet<string>;
  private readonly labels: ReadonlyMap<string, string>;

  constructor(
    private readonly info: SheetInfo,
    private readonly header: TableHeader,
    private readonly kind: SheetKind<T>,
    private readonly above: readonly SheetRow[],
    private readonly corrections: CorrectionTable,
  ) {
    this.sorter = new RowSorter(header, kind.fields, info.merges, above);
    this.fillDown = new FillDown(info.merges);
    this.filledFields = new Set(kind.fields.filter((field) => field.fillDown).map((field) => field.field));
    this.labels = new Map(kind.fields.map((field) => [field.field, field.label]));
  }

  add(row: SheetRow): void {
    const sort = this.sorter.sort(row);
    if (sort === 'record') {
      this.addRecord(row);
      return;
    }
    const empty = row.cells.every((cell) => cellText(cell) === '');
    if (!empty) this.leftOut[sort]++;
    if (sort === 'footers') this.footers.push(row);
  }

  /** Rows and errors not yet handed over. */
  get waiting(): number {
    return this.rows.length + this.errors.length;
  }

  async handOver(sink: RowSink<T>): Promise<void> {
    const { rows, errors } = this;
    this.rows = [];
    this.errors = [];
    await sink.accept(rows, errors);
  }

  table(): SheetTable {
    const { info, header, leftOut } = this;
    const metadata = readMetadata(this.above, this.footers);
    return { sheet: info.name, hidden: info.hidden, headerRow: header.lastRow, columns: header.columns, ...metadata, leftOut };
  }

  private addRecord(row: SheetRow): void {
    const cells = new RowCells(this.byField(row), this.labels);
    const value = this.kind.readRow(cells);
    const located = (severity: FieldIssue['severity']): RowError[] =>
      cells.issues.filter((issue) => issue.severity === severity).map((issue) => this.locate(issue, row));
    if (value === null || cells.failed) {
      this.errors.push(...located('error'));
      return;
    }
    this.rows.push({ sheet: this.info.name, row: row.number, hidden: row.hidden, raw: this.raw(row), value, warnings: located('warning') });
  }

  private byField(row: SheetRow): ReadonlyMap<string, CellValue> {
    const cells = new Map<string, CellValue>();
    for (const { index, field } of this.header.columns) {
      if (field !== null) cells.set(field, this.filledFields.has(field) ? this.fillDown.valueAt(row, index) : (row.cells[index] ?? null));
    }
    return this.corrections.isEmpty ? cells : this.corrected(row, cells);
  }

  private corrected(row: SheetRow, cells: ReadonlyMap<string, CellValue>): ReadonlyMap<string, CellValue> {
    const fields = new Set([...cells.keys(), ...this.corrections.columnFields]);
    return new Map(
      [...fields].map((field) => [field, this.corrections.apply(this.info.name, row.number, field, cells.get(field) ?? null)]),
    );
  }

  private raw(row: SheetRow): Record<string, string> {
    return Object.fromEntries(this.header.columns.map(({ index, header }) => [header, cellText(row.cells[index] ?? null)]));
  }

  private locate({ field, code, message }: FieldIssue, row: SheetRow): RowError {
    const header = this.header.columns.find((column) => column.field === field)?.header;
    return { sheet: this.info.name, row: row.number, column: header ?? this.labels.get(field) ?? field, code, message };
  }
}
