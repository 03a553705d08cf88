import { setImmediate as nextTurn } from 'node:timers/promises';
import { Problem } from '../../../kernel/index.js';
import type { SourceFile } from '../../../platform/files/source-file.js';
import type { OpenOptions, OpenWorkbook, SheetInfo, SheetRow } from '../../domain/index.js';
import { RowIterator } from '../xlsx/row-iterator.js';
import type { ReaderAnswer } from './messages.js';
import type { ReaderProcess } from './reader-process.js';
import { unpackBatch } from './row-batches.js';

/** How many batches a reader may be ahead of whoever takes the rows. */
const AHEAD = 3;

/** A workbook that is open in a reader. Its sheets may be read in any order, several times, to the end or not. */
export class ChildWorkbook implements OpenWorkbook {
  private readings = 0;

  private constructor(
    private readonly reader: ReaderProcess,
    readonly sheets: readonly SheetInfo[],
  ) {}

  /** Throws the `Problem` for which the reader refuses the file, or for which it died. */
  static async open(reader: ReaderProcess, file: SourceFile, options?: OpenOptions): Promise<ChildWorkbook> {
    reader.send({ type: 'open', file, options });
    const answer = await reader.answer(null);
    if (answer.type === 'opened') return new ChildWorkbook(reader, answer.sheets);
    throw refusal(answer);
  }

  rows(sheet: number): AsyncIterable<SheetRow> {
    return { [Symbol.asyncIterator]: () => new RowIterator(this.batches(sheet)) };
  }

  async close(): Promise<void> {
    await this.reader.end('reader-stopped');
  }

  private async *batches(sheet: number): AsyncGenerator<readonly SheetRow[], void, undefined> {
    const reading = ++this.readings;
    this.reader.send({ type: 'read', reading, sheet, batches: AHEAD });
    try {
      for (;;) {
        const answer = await this.reader.answer(reading);
        if (answer.type === 'end') return;
        if (answer.type !== 'rows') throw refusal(answer);
        this.reader.send({ type: 'more', reading });
        // Batches that have come already would else follow each other without anybody else's turn in between.
        await nextTurn();
        yield unpackBatch(answer.rows);
      }
    } finally {
      this.reader.send({ type: 'stop', reading });
      this.reader.forget(reading);
    }
  }
}

function refusal(answer: ReaderAnswer): Error {
  if (answer.type !== 'refused') return new Error(`A reader answered out of turn: ${answer.type}`);
  const { kind, code, message, details } = answer.problem;
  return new Problem(kind, code, message, details);
}
