import { Readable } from 'node:stream';
import type { Table } from './column.js';
import { columnLetters, headerRow, rowWriter, type RowWriter } from './row-xml.js';
import {
  CONTENT_TYPES,
  PACKAGE_RELATIONSHIPS,
  sheetHead,
  sheetPath,
  sheetTail,
  STYLES,
  workbook,
  workbookRelationships,
  type WrittenSheet,
} from './workbook-parts.js';
import { ZipStream } from './zip-stream.js';

/** What one sheet may hold before the next is begun. */
export interface SheetLimits {
  /** With the header. */
  readonly rows: number;
  /** Of XML; a little more is written where a row or two went over it. */
  readonly bytes: number;
}

/** Excel's own number of rows; bytes below the 1.5 GiB that our own reader takes. */
export const SHEET_LIMITS: SheetLimits = { rows: 1_048_576, bytes: 1.25 * 2 ** 30 };

/** XML that is handed on at once. */
const PIECE_CHARACTERS = 65_536;

/**
 * A plain table as an .xlsx: a bold header that stays in sight, a filter on each column, further sheets (数据, 数据 (2), …) where one is full. It is made
 * while `bytes` is read, in memory that does not grow with the rows: whoever reads slowly slows the rows down, and destroying `bytes` ends them.
 * The first row is asked for before the first byte is there, so that what fails at once fails before anything was sent.
 */
export class TableFile {
  readonly bytes: Readable;
  private written = 0;

  private constructor(
    readonly fileName: string,
    make: (count: () => void) => AsyncIterable<Buffer>,
  ) {
    this.bytes = Readable.from(
      make(() => this.written++),
      { objectMode: false },
    );
  }

  /** @param name of the file, without its extension */
  static of<R>(name: string, table: Table<R>, limits = SHEET_LIMITS): TableFile {
    return new TableFile(`${name}.xlsx`, (count) => new TableWriter(table, limits, count).bytes());
  }

  /** How many rows have been written, headers not counted: all of them once `bytes` has ended. */
  get rows(): number {
    return this.written;
  }
}

class TableWriter<R> {
  private readonly zip = new ZipStream();
  private readonly sheets: WrittenSheet[] = [];
  private readonly writeRow: RowWriter<R>;
  private readonly head: string;
  private readonly lastColumn: string;

  constructor(
    private readonly table: Table<R>,
    private readonly limits: SheetLimits,
    private readonly count: () => void,
  ) {
    const { columns } = table;
    this.writeRow = rowWriter(columns);
    this.head = sheetHead(columns.map(({ width }) => width)) + headerRow(columns);
    this.lastColumn = columnLetters(columns.length - 1);
  }

  async *bytes(): AsyncGenerator<Buffer, void> {
    const rows = new Rows(this.table.rows);
    try {
      await rows.next();
      yield* this.zip.member('[Content_Types].xml', [Buffer.from(CONTENT_TYPES)]);
      yield* this.zip.member('_rels/.rels', [Buffer.from(PACKAGE_RELATIONSHIPS)]);
      do yield* this.zip.member(sheetPath(this.sheets.length), this.sheet(rows));
      while (!rows.done);
      yield* this.zip.member('xl/workbook.xml', [Buffer.from(workbook(this.sheets))]);
      yield* this.zip.member('xl/_rels/workbook.xml.rels', [Buffer.from(workbookRelationships(this.sheets))]);
      yield* this.zip.member('xl/styles.xml', [Buffer.from(STYLES)]);
      yield this.zip.end();
    } finally {
      await rows.close();
    }
  }

  private async *sheet(rows: Rows<R>): AsyncGenerator<Buffer, void> {
    let [lastRow, bytes, text] = [1, 0, this.head];
    while (!rows.done && lastRow < this.limits.rows && bytes < this.limits.bytes) {
      text += this.writeRow(rows.current, ++lastRow);
      this.count();
      if (text.length >= PIECE_CHARACTERS) {
        const piece = Buffer.from(text);
        text = '';
        bytes += piece.length;
        yield piece;
      }
      await rows.next();
    }
    const sheet = { lastRow, lastColumn: this.lastColumn };
    this.sheets.push(sheet);
    yield Buffer.from(text + sheetTail(sheet));
  }
}

/** Rows one by one, across sheets. */
class Rows<R> {
  private readonly iterator: AsyncIterator<R> | Iterator<R>;
  private result: IteratorResult<R> | undefined;

  constructor(rows: AsyncIterable<R> | Iterable<R>) {
    this.iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  }

  get done(): boolean {
    return this.result?.done === true;
  }

  get current(): R {
    return this.result?.value as R;
  }

  async next(): Promise<void> {
    this.result = await this.iterator.next();
  }

  async close(): Promise<void> {
    if (!this.done) await this.iterator.return?.();
  }
}
