import type { OpenWorkbook, SheetInfo, SheetRow } from '../domain/index.js';
import { RowIterator } from './xlsx/row-iterator.js';

/** Rows in their order; no batch is empty. */
export type RowBatches = AsyncGenerator<readonly SheetRow[], void, undefined>;

/** A workbook whose rows come many at a time, which spares promises; it may also be read row by row. */
export class BatchedWorkbook implements OpenWorkbook {
  constructor(
    readonly sheets: readonly SheetInfo[],
    private readonly batches: (sheet: number) => RowBatches,
  ) {}

  rows(sheet: number): AsyncIterable<SheetRow> {
    return { [Symbol.asyncIterator]: () => new RowIterator(this.batches(sheet)) };
  }

  rowBatches(sheet: number): AsyncIterable<readonly SheetRow[]> {
    return { [Symbol.asyncIterator]: () => this.batches(sheet) };
  }

  async close(): Promise<void> {}
}
