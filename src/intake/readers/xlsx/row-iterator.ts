import type { SheetRow } from '../../domain/index.js';

/** Gives batches row by row. As an async generator would, but without its three turns of the microtask queue for each row. */
export class RowIterator implements AsyncIterableIterator<SheetRow, void, undefined> {
  private batch: readonly SheetRow[] = [];
  private at = 0;
  /** The fetch of the next batch, for which calls wait in their order. */
  private fetching: Promise<IteratorResult<SheetRow, void>> | undefined;

  constructor(private readonly batches: AsyncGenerator<readonly SheetRow[], void, undefined>) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<SheetRow, void>> {
    if (this.fetching) return this.fetching.then(() => this.next());
    const row = this.batch[this.at];
    if (row === undefined) return this.fetch();
    this.at++;
    return Promise.resolve({ value: row, done: false });
  }

  async return(): Promise<IteratorResult<SheetRow, void>> {
    this.batch = [];
    await this.batches.return();
    return { value: undefined, done: true };
  }

  private fetch(): Promise<IteratorResult<SheetRow, void>> {
    const fetching = this.batches.next().then((next): IteratorResult<SheetRow, void> => {
      this.fetching = undefined;
      const first = next.done === true ? undefined : next.value[0];
      if (next.done === true || first === undefined) return { value: undefined, done: true };
      this.batch = next.value;
      this.at = 1;
      return { value: first, done: false };
    });
    this.fetching = fetching;
    return fetching;
  }
}
