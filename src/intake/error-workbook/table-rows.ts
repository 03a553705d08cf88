import {
  cellText,
  CorrectionTable,
  says,
  scanWorkbook,
  type CellValue,
  type OpenWorkbook,
  type ReadSettings,
  type SheetKind,
  type SheetSettings,
  type SheetTable,
} from '../domain/index.js';

/** A record of a table as it stands in a workbook, before anything is made of it. */
export interface TableRow {
  readonly sheet: string;
  readonly row: number;
  readonly hidden: boolean;
  /** By field, filled down. */
  readonly cells: ReadonlyMap<string, CellValue>;
  /** By header, as typed. */
  readonly raw: Readonly<Record<string, string>>;
}

/** Passes the records of a workbook's tables on by the rules of the kind, readable or not, in order. Returns the tables as they were found. */
export async function eachTableRow(
  workbook: OpenWorkbook,
  kind: SheetKind<unknown>,
  settings: ReadSettings,
  take: (row: TableRow) => void | Promise<void>,
): Promise<readonly SheetTable[]> {
  const { tables } = await scanWorkbook(workbook, asTyped(kind), settings, {
    async accept(rows) {
      for (const { value, ...row } of rows) await take({ ...row, cells: value });
    },
  });
  return tables;
}

/** The kind with its columns alone: whatever a cell says is taken as it is. */
const asTyped = ({ name, label, fields }: SheetKind<unknown>): SheetKind<ReadonlyMap<string, CellValue>> => ({
  name,
  label,
  fields: fields.map((field) => ({ ...field, required: false })),
  readRow: (cells) => new Map(fields.map(({ field }) => [field, cells.read<CellValue>(field, (cell) => says(cell))])),
});

/** How a batch's tables were read: header and columns where they were found, other sheets left out. */
export function asFound(tables: readonly SheetTable[], sheets: readonly string[], place: (table: SheetTable) => number): ReadSettings {
  const settings = sheets.map((sheet): [string, SheetSettings] => {
    const table = tables.find((found) => found.sheet === sheet);
    if (!table) return [sheet, { leftOut: true }];
    return [sheet, { headerRow: place(table), fields: Object.fromEntries(table.columns.map(({ index, field }) => [index, field])) }];
  });
  return { sheets: Object.fromEntries(settings), corrections: new CorrectionTable([]) };
}

const FIRST_ROUNDED = 1e15;

/** A cell as a correction states it: a number that Excel has rounded stays recognisable as one. */
export function correctionText(cell: CellValue): string {
  if (typeof cell === 'number' && Math.abs(cell) >= FIRST_ROUNDED) return cell.toExponential(2).replace('e', 'E');
  return cellText(cell).trim();
}
