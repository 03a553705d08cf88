import { createHash } from 'node:crypto';
import type { CellValue, OpenWorkbook, WorkbookOpener } from '../../src/intake/domain/index.js';
import { Problem } from '../../src/kernel/index.js';

/** The cells of a workbook that are not empty: a line for each, with sheet, place and value. */
export type Cells = readonly string[];

export type Outcome = { readonly kind: 'read'; readonly cells: Cells } | { readonly kind: 'refused'; readonly problem: Problem };

/** Reads every sheet of a file; what is no `Problem` is thrown on. */
export async function outcomeOf(opener: WorkbookOpener, file: string): Promise<Outcome> {
  try {
    return { kind: 'read', cells: await cellsOf(await opener.open(file)) };
  } catch (problem) {
    if (problem instanceof Problem) return { kind: 'refused', problem };
    throw problem;
  }
}

/** Reads a workbook to its end and closes it. */
export async function cellsOf(workbook: OpenWorkbook): Promise<Cells> {
  const lines: string[] = [];
  try {
    for (const [i, sheet] of workbook.sheets.entries()) {
      for await (const row of workbook.rows(i)) {
        for (const [column, cell] of row.cells.entries()) {
          if (cell !== null) lines.push(`${sheet.name}!R${row.number}C${column + 1} ${valueOf(cell)}`);
        }
      }
    }
  } finally {
    await workbook.close();
  }
  return lines;
}

const valueOf = (cell: CellValue): string =>
  typeof cell === 'object' && cell !== null ? `date ${cell.date}` : `${typeof cell} ${JSON.stringify(cell)}`;

/** What a later run has to find again. */
export const digestOf = (cells: Cells): string =>
  `${cells.length} ${createHash('sha256').update(cells.join('\n')).digest('hex').slice(0, 16)}`;
