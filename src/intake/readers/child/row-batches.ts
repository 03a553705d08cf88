import type { CellValue, OpenWorkbook, SheetRow } from '../../domain/index.js';

const MOST_ROWS = 1000;
const MOST_CHARACTERS = 128 * 1024;

/** A workbook that can hand out many rows at a time, which spares a promise per row. */
interface BatchedWorkbook extends OpenWorkbook {
  rowBatches(sheet: number): AsyncIterable<readonly SheetRow[]>;
}

type PackedRow = readonly [number: number, hidden: 0 | 1, cells: readonly CellValue[]];

/** Rows of a sheet as JSON arrays of about a quarter of a MiB: one string passes between processes far faster than the objects in it. */
export async function* packedBatches(workbook: OpenWorkbook, sheet: number): AsyncGenerator<string> {
  let packed: string[] = [];
  let characters = 0;
  for await (const rows of batchesOf(workbook, sheet)) {
    for (const row of rows) {
      const text = JSON.stringify([row.number, row.hidden ? 1 : 0, row.cells] satisfies PackedRow);
      packed.push(text);
      characters += text.length;
      if (packed.length < MOST_ROWS && characters < MOST_CHARACTERS) continue;
      yield `[${packed.join(',')}]`;
      packed = [];
      characters = 0;
    }
  }
  if (packed.length > 0) yield `[${packed.join(',')}]`;
}

export function unpackBatch(rows: string): SheetRow[] {
  return (JSON.parse(rows) as PackedRow[]).map(([number, hidden, cells]) => ({ number, cells, hidden: hidden === 1 }));
}

function batchesOf(workbook: OpenWorkbook, sheet: number): AsyncIterable<readonly SheetRow[]> {
  return isBatched(workbook) ? workbook.rowBatches(sheet) : oneByOne(workbook.rows(sheet));
}

const isBatched = (workbook: OpenWorkbook): workbook is BatchedWorkbook => 'rowBatches' in workbook;

async function* oneByOne(rows: AsyncIterable<SheetRow>): AsyncGenerator<readonly SheetRow[]> {
  for await (const row of rows) yield [row];
}
