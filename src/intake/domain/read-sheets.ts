import { Problem } from '../../kernel/index.js';
import { cellText } from './cells/index.js';
import { findHeader, type SheetColumn, type TableHeader } from './header.js';
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

/** The table of one sheet. */
export interface SheetReading<T> extends SheetMetadata {
  readonly sheet: string;
  readonly hidden: boolean;
  /** The last row of the header, 1-based. */
  readonly headerRow: number;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly ReadRow<T>[];
  /** One or more for each row that was left out because it cannot be read. */
  readonly errors: readonly RowError[];
  /** How many rows are no records: totals, repeated headers, unused numbered rows, and footers with notes and headings of groups. */
  readonly leftOut: LeftOut;
}

export interface SkippedSheet {
  readonly sheet: string;
  readonly reason: string;
}

export interface WorkbookReading<T> {
  readonly sheets: readonly SheetReading<T>[];
  readonly skipped: readonly SkippedSheet[];
}

/** A header stands among the first rows of a sheet. */
const SEARCHED_ROWS = 50;

/** Reads every sheet that holds a table of the kind. Throws a `Problem` where none does. */
export async function readWorkbook<T>(workbook: OpenWorkbook, kind: SheetKind<T>): Promise<WorkbookReading<T>> {
  const sheets: SheetReading<T>[] = [];
  const skipped: SkippedSheet[] = [];
  for (const [i, info] of workbook.sheets.entries()) {
    const reading = await readSheet(info, workbook.rows(i), kind);
    if ('reason' in reading) skipped.push(reading);
    else sheets.push(reading);
  }
  if (sheets.length > 0) return { sheets, skipped };
  const reasons = skipped.map(({ sheet, reason }) => `工作表“${sheet}”${reason}`).join('；');
  throw new Problem('invalid', 'workbook-without-table', `文件中没有可识别的“${kind.label}”表格。${reasons}。请核对文件和导入类型。`, {
    skipped,
  });
}

async function readSheet<T>(info: SheetInfo, rows: AsyncIterable<SheetRow>, kind: SheetKind<T>): Promise<SheetReading<T> | SkippedSheet> {
  const source = rows[Symbol.asyncIterator]();
  const opening = await take(source, SEARCHED_ROWS);
  const search = findHeader(opening, info.merges, kind.fields);
  if (!search.found) {
    await source.return?.();
    const lacking = search.missing.map((label) => `“${label}”`).join('、');
    return { sheet: info.name, reason: opening.length === 0 ? '是空的' : `没有找到表头，缺少${lacking}列` };
  }
  const above = opening.filter((row) => row.number < search.header.firstRow);
  const table = new TableReader(info, search.header, kind, above);
  for (const row of opening) if (row.number > search.header.lastRow) table.add(row);
  for (let next = await source.next(); !next.done; next = await source.next()) table.add(next.value);
  return table.reading();
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

/** Takes the rows below a header one by one. */
class TableReader<T> {
  private readonly rows: ReadRow<T>[] = [];
  private readonly errors: RowError[] = [];
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

  reading(): SheetReading<T> {
    const { info, header, rows, errors, leftOut } = this;
    const metadata = readMetadata(this.above, this.footers);
    return {
      sheet: info.name,
      hidden: info.hidden,
      headerRow: header.lastRow,
      columns: header.columns,
      ...metadata,
      rows,
      errors,
      leftOut,
    };
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
    return new Map(
      this.header.columns.flatMap(({ index, field }) => {
        if (field === null) return [];
        return [[field, this.filledFields.has(field) ? this.fillDown.valueAt(row, index) : (row.cells[index] ?? null)] as const];
      }),
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
