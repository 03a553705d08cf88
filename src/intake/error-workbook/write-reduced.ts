import type ExcelJS from 'exceljs';
import { writeTarget, type SourceFile } from '../../platform/files/source-file.js';
import { ORIGIN_HEADER, REASON_HEADER, type CorrectionTable, type OpenWorkbook, type SheetKind, type SheetTable } from '../domain/index.js';
import { headerOf, markProperties, type WorkbookMark } from '../../platform/files/workbook-mark.js';
import { loadExcelJs } from '../../platform/files/exceljs.js';
import { MARK_SHEET, markRows, type BatchMark, type MarkedSheet } from './batch-mark.js';
import { reasonText, writtenNames } from './marking.js';
import type { ErrorsOfRow, RowErrors } from './row-errors.js';
import { asFound, eachTableRow, type TableRow } from './table-rows.js';
import { setCell } from './write-copy.js';

export interface ReducedRequest {
  readonly workbook: OpenWorkbook;
  readonly kind: SheetKind<unknown>;
  readonly tables: readonly SheetTable[];
  readonly errors: RowErrors;
  readonly corrections: CorrectionTable;
  readonly mark: Omit<BatchMark, 'form' | 'sheets'>;
  readonly target: SourceFile;
  readonly watermark: WorkbookMark | null;
}

const BAD = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const satisfies ExcelJS.Fill;
/** Others come to their turn between so many rows. */
const ROWS_AT_ONCE = 200;

/** Makes the error workbook of a large workbook: header and erroneous rows only, written as they are read. */
export async function writeReduced({
  workbook,
  kind,
  tables,
  errors,
  corrections,
  mark,
  target,
  watermark,
}: ReducedRequest): Promise<void> {
  const { stream } = await loadExcelJs();
  const book = new stream.xlsx.WorkbookWriter({ stream: writeTarget(target), useStyles: true });
  if (watermark) markProperties(book, watermark);
  const headerFooter = watermark ? { oddHeader: headerOf(watermark) } : {};
  const writers = new Map<string, SheetWriter>();
  const names = writtenNames(tables.map(({ sheet }) => sheet));
  const erroneous = tables.filter(({ sheet }) => errors.has(sheet));
  for (const table of erroneous)
    writers.set(table.sheet, new SheetWriter(book.addWorksheet(names.get(table.sheet) ?? table.sheet, { headerFooter }), table));
  const settings = asFound(
    erroneous,
    workbook.sheets.map(({ name }) => name),
    (table) => table.headerTop,
  );
  let written = 0;
  await eachTableRow(workbook, kind, settings, async (row) => {
    const found = errors.get(row.sheet)?.get(row.row);
    if (!found) return;
    writers.get(row.sheet)?.add(row, found, corrections);
    written += 1;
    if (written % ROWS_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  });
  const sheets = [...writers.values()].map((writer) => writer.end());
  const markSheet = book.addWorksheet(MARK_SHEET, { state: 'veryHidden' });
  for (const row of markRows({ ...mark, form: 'reduced', sheets })) markSheet.addRow(row).commit();
  markSheet.commit();
  await book.commit();
}

class SheetWriter {
  private readonly place: MarkedSheet;
  private next = 2;

  constructor(
    private readonly sheet: ExcelJS.Worksheet,
    private readonly table: SheetTable,
  ) {
    const reasonColumn = Math.max(...table.columns.map(({ index }) => index)) + 1;
    this.place = { sheet: table.sheet, written: sheet.name, headerTop: 1, headerRow: 1, reasonColumn, originColumn: reasonColumn + 1 };
    const header = this.sheet.getRow(1);
    for (const { index, header: text } of table.columns) header.getCell(index + 1).value = text;
    header.getCell(reasonColumn + 1).value = REASON_HEADER;
    header.getCell(reasonColumn + 2).value = ORIGIN_HEADER;
    header.commit();
  }

  add({ sheet, row, cells, raw }: TableRow, { cells: bad, reasons }: ErrorsOfRow, corrections: CorrectionTable): void {
    const line = this.sheet.getRow(this.next++);
    for (const { index, header, field } of this.table.columns) {
      const cell = line.getCell(index + 1);
      const own = field === null ? (raw[header] ?? null) : (cells.get(field) ?? null);
      const corrected = field === null ? own : corrections.apply(sheet, row, field, own);
      setCell(cell, corrected);
      if (bad.has(index)) cell.fill = BAD;
    }
    line.getCell((this.place.reasonColumn ?? 0) + 1).value = reasonText(reasons);
    line.getCell(this.place.originColumn + 1).value = row;
    line.commit();
  }

  end(): MarkedSheet {
    this.sheet.commit();
    return this.place;
  }
}
