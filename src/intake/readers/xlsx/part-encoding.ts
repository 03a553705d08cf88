import { isUtf8 } from 'node:buffer';
import { damaged } from './refusals.js';

/** Enough for a mark and an XML declaration. */
const DECLARATION_BYTES = 256;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16 = [
  { start: Buffer.from([0xff, 0xfe]), label: 'utf-16le' },
  { start: Buffer.from([0xfe, 0xff]), label: 'utf-16be' },
  { start: Buffer.from([0x3c, 0x00]), label: 'utf-16le' },
  { start: Buffer.from([0x00, 0x3c]), label: 'utf-16be' },
] as const;
/** What an XML declaration may name besides UTF-16, and how it is decoded; null for what is UTF-8 already. */
const DECLARED: Readonly<Record<string, string | null>> = {
  'utf-8': null,
  utf8: null,
  'us-ascii': null,
  ascii: null,
  gb2312: 'gb18030',
  gbk: 'gb18030',
  gb18030: 'gb18030',
};

/** Gives the XML of a part as UTF-8 without a mark, whatever it is written in. Bytes that are no text of their encoding are damage. */
export async function* asUtf8(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let start: Buffer | null = Buffer.alloc(0);
  let convert: (piece: Buffer) => Buffer = (piece) => piece;
  let finish: () => Buffer = () => Buffer.alloc(0);
  for await (const piece of pieces) {
    if (start === null) yield convert(piece);
    else {
      start = Buffer.concat([start, piece]);
      if (start.length < DECLARATION_BYTES) continue;
      ({ convert, finish } = converter(start));
      yield convert(start);
      start = null;
    }
  }
  if (start !== null) {
    ({ convert, finish } = converter(start));
    yield convert(start);
  }
  yield finish();
}

interface Converter {
  readonly convert: (piece: Buffer) => Buffer;
  /** What is left after the last piece. */
  readonly finish: () => Buffer;
}

function converter(start: Buffer): Converter {
  const label = UTF16.find((encoding) => start.subarray(0, 2).equals(encoding.start))?.label ?? declared(start);
  return label === null ? utf8(start.subarray(0, 3).equals(UTF8_MARK)) : decoded(label);
}

function declared(start: Buffer): string | null {
  const declaration = /^(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(
    start.subarray(0, DECLARATION_BYTES).toString('latin1'),
  );
  const label = DECLARED[declaration?.[1]?.toLowerCase() ?? 'utf-8'];
  if (label === undefined) throw damaged();
  return label;
}

function decoded(label: string): Converter {
  const decoder = new TextDecoder(label, { fatal: true });
  const decode = (piece?: Buffer): Buffer => {
    try {
      return Buffer.from(decoder.decode(piece, { stream: piece !== undefined }), 'utf8');
    } catch {
      throw damaged();
    }
  };
  return { convert: decode, finish: () => decode() };
}

/** Passes pieces on as they are, and verifies them. */
function utf8(hasMark: boolean): Converter {
  let rest = Buffer.alloc(0);
  let mark = hasMark ? UTF8_MARK.length : 0;
  const convert = (piece: Buffer): Buffer => {
    const known = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const end = known.length - unfinished(known);
    const whole = known.subarray(mark, end);
    if (!isUtf8(whole)) throw damaged();
    rest = Buffer.from(known.subarray(end));
    mark = 0;
    return whole;
  };
  const finish = (): Buffer => {
    if (rest.length > 0) throw damaged();
    return rest;
  };
  return { convert, finish };
}

/** Number of bytes at the end that begin a character without ending it. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
