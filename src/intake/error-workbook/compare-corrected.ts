import { Problem } from '../../kernel/index.js';
import {
  cellText,
  CorrectionTable,
  ORIGIN_HEADER,
  type Correction,
  type OpenWorkbook,
  type SheetKind,
  type SheetTable,
} from '../domain/index.js';
import type { KeptCorrection } from '../intake.store.js';
import { withoutAddedColumns, type AddedColumn, type BatchMark, type MarkedSheet } from './batch-mark.js';
import { asFound, correctionText, eachTableRow, type TableRow } from './table-rows.js';

export interface RowPlace {
  readonly sheet: string;
  readonly row: number;
}

/** What a corrected error workbook says that the batch does not. */
export interface Comparison {
  readonly corrections: readonly Correction[];
  /** Rows of the batch that the workbook should have and has not: the first of them, and how many. */
  readonly missing: readonly RowPlace[];
  readonly missingCount: number;
  /** Rows of the workbook that the batch's file has not. */
  readonly added: readonly RowPlace[];
}

export interface CompareRequest {
  /** The batch's own file. */
  readonly original: OpenWorkbook;
  readonly corrected: OpenWorkbook;
  readonly mark: BatchMark;
  readonly kind: SheetKind<unknown>;
  readonly tables: readonly SheetTable[];
  readonly kept: readonly KeptCorrection[];
}

const MOST_TOLD = 100;
/** More are better made in the file itself. */
const MOST_CELLS = 50_000;

type Texts = ReadonlyMap<string, string>;

/**
 * Compares a corrected error workbook with the batch's file as the error workbook showed it: with the corrections made before, and those
 * that came with earlier corrected workbooks. What was corrected elsewhere meanwhile is not touched by cells that nobody has changed.
 */
export async function compareCorrected(request: CompareRequest): Promise<Comparison> {
  const { original, mark, kind, tables } = request;
  const edited = await readEdited(request);
  const shown = new CorrectionTable(
    request.kept.filter((one) => one.id <= mark.lastCorrection || ('via' in one && one.via === 'workbook')),
  );
  const corrections: Correction[] = [];
  const missing: RowPlace[] = [];
  let missingCount = 0;
  const settings = asFound(tables, namesOf(original), (table) => table.headerTop);
  const columnsOf = new Map(tables.map(({ sheet, columns }) => [sheet, columns]));
  await eachTableRow(original, kind, settings, (row) => {
    const texts = edited.take(row);
    if (texts) corrections.push(...correctionsOf(row, texts, columnsOf.get(row.sheet) ?? [], shown));
    else if (mark.form === 'copy') {
      missingCount += 1;
      if (missing.length < MOST_TOLD) missing.push({ sheet: row.sheet, row: row.row });
    }
    if (corrections.length > MOST_CELLS) throw tooMany();
  });
  return { corrections, missing, missingCount, added: edited.left() };
}

function correctionsOf(
  { sheet, row, cells, raw }: TableRow,
  texts: Texts,
  columns: SheetTable['columns'],
  shown: CorrectionTable,
): Correction[] {
  return columns.flatMap(({ field, header }) => {
    if (field === null) return [];
    const cell = cells.get(field) ?? null;
    const said = correctionText(cell);
    const base = correctionText(shown.apply(sheet, row, field, cell));
    const to = texts.get(field) ?? '';
    // A correction below the top of a merged range cannot be shown there: the cell goes on saying what the file says.
    const unshown = to === said && said !== '' && raw[header] === '';
    return to === base || unshown ? [] : [{ scope: 'cell' as const, sheet, row, field, to, via: 'workbook' as const }];
  });
}

/** The rows of a corrected workbook by the rows of the batch's file that they stand for. */
class EditedRows {
  private readonly bySheet = new Map<string, Map<number, Texts>>();
  private readonly strangers: RowPlace[] = [];

  add({ sheet }: MarkedSheet, row: TableRow, origin: number, texts: Texts): void {
    if ([...texts.values()].every((text) => text === '')) return;
    const rows = this.bySheet.get(sheet) ?? new Map<number, Texts>();
    this.bySheet.set(sheet, rows);
    if (!Number.isInteger(origin) || origin < 1 || rows.has(origin)) this.strangers.push({ sheet: row.sheet, row: row.row });
    else rows.set(origin, texts);
  }

  take({ sheet, row }: RowPlace): Texts | undefined {
    const rows = this.bySheet.get(sheet);
    const texts = rows?.get(row);
    rows?.delete(row);
    return texts;
  }

  /** What has stood for no row of the file. */
  left(): RowPlace[] {
    const unknown = [...this.bySheet].flatMap(([sheet, rows]) => [...rows.keys()].map((row) => ({ sheet, row })));
    return [...this.strangers, ...unknown];
  }
}

async function readEdited({ corrected, mark, kind, tables }: CompareRequest): Promise<EditedRows> {
  const { workbook, origins } = withoutAddedColumns(corrected, mark);
  const names = namesOf(workbook);
  const written = mark.sheets.filter((sheet) => names.includes(sheet.written));
  const found = written.flatMap(({ sheet, written: name }) =>
    tables.filter((table) => table.sheet === sheet).map((table) => ({ ...table, sheet: name })),
  );
  const edited = new EditedRows();
  const bySheet = new Map(written.map((sheet) => [sheet.written, sheet]));
  const top = (table: SheetTable): number => bySheet.get(table.sheet)?.headerTop ?? 1;
  const read = await eachTableRow(workbook, kind, asFound(found, names, top), (row) => {
    const sheet = bySheet.get(row.sheet);
    const origin = Number(cellText(origins.get(row.sheet)?.get(row.row) ?? null));
    if (sheet) edited.add(sheet, row, origin, new Map([...row.cells].map(([field, cell]) => [field, correctionText(cell)])));
  }).catch((error: unknown) => {
    throw error instanceof Problem && error.code === 'workbook-without-table' ? changedShape(names) : error;
  });
  for (const table of found) refuseChangedShape(table, read, bySheet.get(table.sheet), origins);
  return edited;
}

function refuseChangedShape(table: SheetTable, read: readonly SheetTable[], marked: MarkedSheet | undefined, origins: AddedColumn): void {
  const own = read.find(({ sheet }) => sheet === table.sheet);
  const header = (columns: SheetTable['columns']): string =>
    JSON.stringify(columns.filter(({ field }) => field !== null).map(({ index, header: text, field }) => [index, text, field]));
  const origin = cellText(origins.get(table.sheet)?.get(marked?.headerRow ?? 0) ?? null).trim();
  if (!own || header(own.columns) !== header(table.columns) || origin !== ORIGIN_HEADER) throw changedShape([table.sheet]);
}

const namesOf = (workbook: OpenWorkbook): string[] => workbook.sheets.map(({ name }) => name);

const changedShape = (sheets: readonly string[]): Problem =>
  new Problem(
    'invalid',
    'error-workbook-changed',
    '错误标注表的表头或列被改动，无法与原批次合并。请不要增删、移动列和表头，重新下载错误标注表后只修改单元格内容。',
    { sheets },
  );

const tooMany = (): Problem =>
  new Problem(
    'too-large',
    'error-workbook-too-many-changes',
    `错误标注表中改动的单元格超过 ${MOST_CELLS} 个，请在原文件中修改后作为新文件上传。`,
  );
