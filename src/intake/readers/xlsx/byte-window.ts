import { exceeded, type XlsxLimits } from './limits.js';
import { damaged } from './refusals.js';

/** Ends a unit for which there are not yet enough bytes; it begins again when there are more. */
class OutOfBytes extends Error {}
const OUT_OF_BYTES = new OutOfBytes('More bytes are needed.');

const SPACE = 0x20;

/**
 * The bytes of a part that arrives in pieces of any size, looked at unit by unit (a row, a string, a tag). No zero byte is legal in XML: one stands
 * behind the last byte, so that loops over bytes need no second end condition.
 */
export class ByteWindow {
  bytes = Buffer.alloc(1);
  at = 0;
  protected end = 0;
  /** How many bytes there have to be before the unit at `at` is tried again. */
  private wanted = 0;

  constructor(protected readonly limits: XlsxLimits) {}

  /** Takes a copy of a piece. */
  append(piece: Uint8Array): void {
    const rest = this.end - this.at;
    if (rest + piece.length + 1 > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(2 * this.bytes.length, rest + piece.length + 1));
      this.bytes.copy(larger, 0, this.at, this.end);
      this.bytes = larger;
    } else {
      this.bytes.copyWithin(0, this.at, this.end);
    }
    this.bytes.set(piece, rest);
    this.at = 0;
    this.end = rest + piece.length;
    this.bytes[this.end] = 0;
  }

  /** Runs `unit` again and again until the bytes run out. The one for which they do not suffice must leave nothing behind but the position. */
  consume(unit: () => void): void {
    if (this.end - this.at < this.wanted) return;
    let mark = this.at;
    try {
      for (;;) {
        mark = this.at;
        unit();
      }
    } catch (error) {
      if (error !== OUT_OF_BYTES) throw error;
    }
    this.at = mark;
    const begun = this.end - mark;
    if (begun > this.limits.rowBytes) throw exceeded('limit-row-bytes', this.limits);
    // Twice the bytes before the next attempt: a long unit is begun few times.
    this.wanted = Math.min(2 * begun, this.limits.rowBytes + 1);
  }

  /** Consumes what is left after the last piece; what no unit takes may only be white space. */
  finish(unit: () => void): void {
    this.wanted = 0;
    this.consume(unit);
    for (let i = this.at; i < this.end; i++) if ((this.bytes[i] ?? 0) > SPACE) throw damaged();
  }

  /** A byte that may not stand at `i`: no byte at all when it is the end, else the part is damaged. */
  protected stopAt(i: number): never {
    throw i >= this.end ? OUT_OF_BYTES : damaged();
  }

  /** Position behind the next `needle` from `i` on. */
  protected behind(needle: Buffer, i: number): number {
    const found = this.bytes.subarray(0, this.end).indexOf(needle, i);
    if (found < 0) this.stopAt(this.end);
    return found + needle.length;
  }
}
