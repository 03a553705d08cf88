import { cellText, type CellValue, type OpenWorkbook, type SheetRow } from '../domain/index.js';

/** `copy`: the whole workbook, rows where they were; `reduced`: header and erroneous rows only. */
export type WorkbookForm = 'copy' | 'reduced';

/** Where a table of the batch stands in an error workbook. */
export interface MarkedSheet {
  /** The sheet's name in the batch, and in the error workbook: some names cannot be written. */
  readonly sheet: string;
  readonly written: string;
  /** The first row of its header, 1-based. */
  readonly headerTop: number;
  readonly headerRow: number;
  /** 0-based: the column with the row numbers of the batch's file, and that of the reasons where the sheet has errors. */
  readonly originColumn: number;
  readonly reasonColumn: number | null;
}

/** What an error workbook says of the batch that it was made from. Stands on a sheet of its own that spreadsheet programs do not show. */
export interface BatchMark {
  readonly batchId: number;
  readonly version: number;
  /** Of the batch's file: numbers of batches repeat in other installations. */
  readonly fileHash: string;
  readonly form: WorkbookForm;
  /** The newest correction that it shows; 0 for none. */
  readonly lastCorrection: number;
  readonly sheets: readonly MarkedSheet[];
}

export const MARK_SHEET = '_batch';

/** The mark as rows of text. */
export function markRows({ batchId, version, fileHash, form, lastCorrection, sheets }: BatchMark): string[][] {
  return [
    ['batch', String(batchId)],
    ['version', String(version)],
    ['hash', fileHash],
    ['form', form],
    ['correction', String(lastCorrection)],
    ...sheets.map(({ sheet, written, headerTop, headerRow, originColumn, reasonColumn }) => [
      'sheet',
      sheet,
      written,
      ...[headerTop, headerRow, originColumn, reasonColumn ?? ''].map(String),
    ]),
  ];
}

/** Reads the mark of a workbook; undefined where it has none that makes sense. */
export async function readMark(workbook: OpenWorkbook): Promise<BatchMark | undefined> {
  const at = workbook.sheets.findIndex(({ name }) => name === MARK_SHEET);
  if (at === -1) return undefined;
  const rows: string[][] = [];
  for await (const row of workbook.rows(at)) rows.push(row.cells.map((cell) => cellText(cell).trim()));
  const value = (name: string): string => rows.find(([key]) => key === name)?.[1] ?? '';
  const form = value('form');
  const mark = {
    batchId: Number(value('batch')),
    version: Number(value('version')),
    fileHash: value('hash'),
    lastCorrection: Number(value('correction')),
    sheets: rows.filter(([key]) => key === 'sheet').map(readSheet),
  };
  if (form !== 'copy' && form !== 'reduced') return undefined;
  return Number.isInteger(mark.batchId) && mark.batchId > 0 ? { ...mark, form } : undefined;
}

function readSheet([, sheet = '', written = '', headerTop, headerRow, originColumn, reasonColumn]: string[]): MarkedSheet {
  const reason = reasonColumn === undefined || reasonColumn === '' ? null : Number(reasonColumn);
  const place = { headerTop: Number(headerTop), headerRow: Number(headerRow), originColumn: Number(originColumn) };
  return { sheet, written, ...place, reasonColumn: reason };
}

/** What stood in an added column, by sheet and row. */
export type AddedColumn = ReadonlyMap<string, ReadonlyMap<number, CellValue>>;

/** A workbook without the columns that the error workbook added: what is left is read as the batch's file was. */
export function withoutAddedColumns(
  workbook: OpenWorkbook,
  mark: BatchMark,
): { readonly workbook: OpenWorkbook; readonly origins: AddedColumn } {
  const origins = new Map<string, Map<number, CellValue>>();
  const rows = async function* (i: number): AsyncGenerator<SheetRow> {
    const marked = mark.sheets.find(({ written }) => written === workbook.sheets[i]?.name);
    for await (const row of workbook.rows(i)) {
      if (!marked) yield row;
      else {
        const { bare, origin } = takeAddedOut(row, marked);
        const ofSheet = origins.get(marked.written) ?? new Map<number, CellValue>();
        origins.set(marked.written, ofSheet.set(row.number, origin));
        if (bare.cells.length > 0) yield bare;
      }
    }
  };
  return { workbook: { sheets: workbook.sheets, rows, close: () => workbook.close() }, origins };
}

function takeAddedOut(row: SheetRow, { originColumn, reasonColumn }: MarkedSheet): { readonly bare: SheetRow; readonly origin: CellValue } {
  const cells = row.cells.map((cell, column) => (column === originColumn || column === reasonColumn ? null : cell));
  while (cells.length > 0 && (cells.at(-1) === null || cells.at(-1) === '')) cells.pop();
  return { bare: { ...row, cells }, origin: row.cells[originColumn] ?? null };
}
