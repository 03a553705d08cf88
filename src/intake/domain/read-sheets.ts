import { groupBy, Problem } from '../../kernel/index.js';
import { cellText } from './cells/index.js';
import type { CorrectionTable } from './corrections.js';
import type { TableHeader } from './header.js';
import { FieldCells } from './field-cells.js';
import { FillDown } from './merges.js';
import { RowSorter } from './row-sorting.js';
import { SampleCollector } from './samples.js';
import { RowCells, type FieldIssue, type SheetKind } from './sheet-kind.js';
import { headerOf, sampled, SEARCHED_ROWS, skippedSheet } from './sheet-header.js';
import { readMetadata } from './sheet-metadata.js';
import {
  NO_SETTINGS,
  WorkbookWithoutTable,
  type ReadRow,
  type ReadSettings,
  type RowError,
  type RowSink,
  type SheetTable,
  type SkippedSheet,
  type WorkbookReading,
  type WorkbookScan,
} from './sheet-reading.js';
import type { CellValue, OpenWorkbook, SheetInfo, SheetRow } from './workbook.js';

/** Handed over at once: staged in one unit of work, for which all others wait; few enough to be forgotten before they count as old memory. */
const ROWS_AT_ONCE = 1_000;
const NO_WARNINGS: readonly RowError[] = [];

/** Reads every sheet that holds a table of the kind, row by row. Throws a `Problem` where none does. */
export async function scanWorkbook<T>(
  workbook: OpenWorkbook,
  kind: SheetKind<T>,
  settings: ReadSettings,
  sink: RowSink<T>,
): Promise<WorkbookScan> {
  refuseUnknownSheets(workbook, settings);
  const tables: SheetTable[] = [];
  const skipped: SkippedSheet[] = [];
  for (const [i, info] of workbook.sheets.entries()) {
    const scanned = await scanSheet(info, workbook.rows(i), kind, settings, sink);
    if ('reason' in scanned) skipped.push(scanned);
    else tables.push(scanned);
  }
  if (tables.length > 0) return { tables, skipped };
  throw new WorkbookWithoutTable(kind.label, skipped);
}

function refuseUnknownSheets(workbook: OpenWorkbook, settings: ReadSettings): void {
  const names = new Set(workbook.sheets.map((sheet) => sheet.name));
  const unknown = Object.keys(settings.sheets).find((name) => !names.has(name));
  if (unknown === undefined) return;
  throw new Problem('invalid', 'sheet-unknown', `文件中没有工作表“${unknown}”，请核对工作表名称后重新设置。`, { sheets: [...names] });
}

/** As `scanWorkbook`, with all rows in memory; `progress` is told how many there are so far and may stop the reading. */
export async function readWorkbook<T>(
  workbook: OpenWorkbook,
  kind: SheetKind<T>,
  settings: ReadSettings = NO_SETTINGS,
  progress: (rows: number) => Promise<void> = () => Promise.resolve(),
): Promise<WorkbookReading<T>> {
  const rows: ReadRow<T>[] = [];
  const errors: RowError[] = [];
  const { tables, skipped } = await scanWorkbook(workbook, kind, settings, {
    async accept(moreRows, moreErrors) {
      rows.push(...moreRows);
      errors.push(...moreErrors);
      await progress(rows.length + errors.length);
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
  if (own.leftOut) return { sheet: info.name, hidden: info.hidden, reason: '按设置不读取' };
  const source = rows[Symbol.asyncIterator]();
  const opening = await take(source, Math.max(SEARCHED_ROWS, own.headerRow ?? 0));
  const search = headerOf(opening, info, kind, own, settings);
  if (!search.found) {
    await source.return?.();
    return skippedSheet(info, opening, search);
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
  private readonly samples = new SampleCollector();
  private lastRow: number;
  private readonly sorter: RowSorter;
  private readonly fieldCells: FieldCells;
  private readonly labels: ReadonlyMap<string, string>;

  constructor(
    private readonly info: SheetInfo,
    private readonly header: TableHeader,
    private readonly kind: SheetKind<T>,
    private readonly above: readonly SheetRow[],
    private readonly corrections: CorrectionTable,
  ) {
    this.lastRow = header.lastRow;
    this.sorter = new RowSorter(header, kind.fields, info.merges, above);
    const filledFields = new Set(kind.fields.filter((field) => field.fillDown).map((field) => field.field));
    this.fieldCells = new FieldCells(header.columns, filledFields, new FillDown(info.merges));
    this.labels = new Map(kind.fields.map((field) => [field.field, field.label]));
  }

  add(row: SheetRow): void {
    const sort = this.sorter.sort(row);
    this.lastRow = row.number;
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
    const { info, header, leftOut, lastRow } = this;
    const place = { sheet: info.name, hidden: info.hidden, headerTop: header.firstRow, headerRow: header.lastRow, lastRow };
    const columns = sampled(header.columns, this.samples);
    return { ...place, fingerprint: header.fingerprint, columns, ...readMetadata(this.above, this.footers), leftOut };
  }

  private addRecord(row: SheetRow): void {
    this.samples.add(row);
    this.fieldCells.moveTo(row);
    const cells = new RowCells(this.corrections.isEmpty ? this.fieldCells : this.corrected(row), this.labels);
    const value = this.kind.readRow(cells);
    if (value === null || cells.failed) {
      this.errors.push(...this.located(cells.issues, 'error', row));
      return;
    }
    const { columns } = this.header;
    this.rows.push({
      sheet: this.info.name,
      row: row.number,
      hidden: row.hidden,
      // Written out only where a target keeps it: not for each of a million rows.
      get raw() {
        return Object.fromEntries(columns.map(({ index, header }) => [header, cellText(row.cells[index] ?? null)]));
      },
      value,
      warnings: cells.issues.length === 0 ? NO_WARNINGS : this.located(cells.issues, 'warning', row),
    });
  }

  private located(issues: readonly FieldIssue[], severity: FieldIssue['severity'], row: SheetRow): RowError[] {
    return issues.filter((issue) => issue.severity === severity).map((issue) => this.locate(issue, row));
  }

  private corrected(row: SheetRow): ReadonlyMap<string, CellValue> {
    const fields = new Set([...this.fieldCells.fields(), ...this.corrections.fieldsOf(this.info.name, row.number)]);
    return new Map(
      [...fields].map((field) => [field, this.corrections.apply(this.info.name, row.number, field, this.fieldCells.get(field))]),
    );
  }

  private locate({ field, code, message }: FieldIssue, row: SheetRow): RowError {
    const header = this.header.columns.find((column) => column.field === field)?.header;
    return { sheet: this.info.name, row: row.number, column: header ?? this.labels.get(field) ?? field, code, message };
  }
}
