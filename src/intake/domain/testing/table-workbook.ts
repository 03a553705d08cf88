import type { CellValue, MergedRange, OpenWorkbook, SheetInfo, SheetRow } from '../workbook.js';

/** A sheet for a spec: its rows as a list of cells, numbered from 1. */
export interface TableSheet {
  readonly name?: string;
  readonly rows: readonly (readonly CellValue[])[];
  readonly merges?: readonly MergedRange[];
  readonly hiddenRows?: readonly number[];
}

/** A workbook in memory, as specs write it down; empty rows are passed over as a reader does. */
export function tableWorkbook(...sheets: TableSheet[]): OpenWorkbook {
  return {
    sheets: sheets.map(({ name = 'Sheet1', merges = [] }): SheetInfo => ({ name, hidden: false, merges })),
    rows: (i) => rowsOf(sheets[i]),
    close: async () => {},
  };
}

async function* rowsOf(sheet: TableSheet | undefined): AsyncGenerator<SheetRow> {
  for (const [i, cells] of (sheet?.rows ?? []).entries()) {
    const hidden = sheet?.hiddenRows?.includes(i + 1) ?? false;
    if (cells.some((cell) => cell !== null && cell !== '')) yield { number: i + 1, cells, hidden };
  }
}
