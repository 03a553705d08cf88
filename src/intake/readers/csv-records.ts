import { LONGEST_RECORD } from './limits.js';
import { unreadable } from './unreadable.js';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts delimited text into records as spreadsheet programs do: a quote counts only where a cell begins with it, what stands behind the closing
 * one is taken as it is, lines end in any of the three ways. Text comes in pieces of any size.
 */
export class CsvRecords {
  private readonly delimiter: number;
  private text = '';
  private at = 0;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /** The records that are complete with this piece. */
  push(piece: string): string[][] {
    this.text = this.text.slice(this.at) + piece;
    this.at = 0;
    const records = this.complete(false);
    if (this.text.length - this.at > LONGEST_RECORD) throw unreadable('workbook-damaged');
    return records;
  }

  /** The last records; throws a `Problem` where a quote was never closed. */
  finish(): string[][] {
    const records = this.complete(true);
    if (this.at < this.text.length) throw unreadable('workbook-damaged');
    return records;
  }

  private complete(isLast: boolean): string[][] {
    const records: string[][] = [];
    while (this.at < this.text.length) {
      const cells: string[] = [];
      const next = this.record(cells, isLast);
      if (next === -1) break;
      records.push(cells);
      this.at = next;
    }
    return records;
  }

  /** Reads one record into `cells`. Gives where the next one begins, or -1 when its end is not there yet. */
  private record(cells: string[], isLast: boolean): number {
    let from = this.at;
    for (;;) {
      const quoted = this.text.charCodeAt(from) === QUOTE ? this.closingQuote(from + 1, isLast) : from;
      if (quoted === -1) return -1;
      const end = this.cellEnd(quoted);
      if (end === this.text.length && !isLast) return -1;
      cells.push(quoted === from ? this.text.slice(from, end) : this.unquoted(from + 1, quoted - 1) + this.text.slice(quoted, end));
      if (this.text.charCodeAt(end) !== this.delimiter) return this.lineEnd(end, isLast);
      from = end + 1;
    }
  }

  /** Behind the quote that closes a cell; -1 when it is not there yet. */
  private closingQuote(from: number, isLast: boolean): number {
    for (let at = this.text.indexOf('"', from); at !== -1; at = this.text.indexOf('"', at + 2)) {
      if (at + 1 === this.text.length && !isLast) return -1;
      if (this.text.charCodeAt(at + 1) !== QUOTE) return at + 1;
    }
    return -1;
  }

  private unquoted(from: number, to: number): string {
    return this.text.slice(from, to).replaceAll('""', '"');
  }

  private cellEnd(from: number): number {
    let at = from;
    for (; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === this.delimiter || code === LINE_FEED || code === CARRIAGE_RETURN) break;
    }
    return at;
  }

  private lineEnd(at: number, isLast: boolean): number {
    if (this.text.charCodeAt(at) !== CARRIAGE_RETURN) return Math.min(at + 1, this.text.length);
    if (at + 1 === this.text.length && !isLast) return -1;
    return this.text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  }
}
