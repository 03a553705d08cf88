import { readSource, type SourceFile } from '../../platform/files/source-file.js';
import { unreadable } from './unreadable.js';

const CHUNK_BYTES = 1 << 18;

/** Control characters that no program writes into a table of text. Ctrl-Z ended the text files of DOS. */
const BINARY = /(?!\s|\cZ)\p{Cc}/u;

/** Whether the text holds what only other kinds of file have. */
const looksBinary = (text: string): boolean => BINARY.test(text);

export interface TextStart {
  readonly encoding: string;
  /** The first characters of the file. */
  readonly text: string;
}

/** The start of a text file, as far as the bytes go; null where they are no text in any encoding that is known here. */
export function readTextStart(head: Buffer): TextStart | null {
  const marked = encodingByMark(head);
  for (const encoding of marked === null ? [...encodingByZeros(head), 'utf-8', 'gb18030'] : [marked]) {
    const text = attempt(() => new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true }));
    if (text !== null && !looksBinary(text)) return { encoding, text };
  }
  return null;
}

/** The encoding of a whole text file: by byte order mark, else UTF-8 where every byte fits, else what it declares, else GB18030. */
export async function encodingOf(file: SourceFile, start: TextStart, declared?: string): Promise<string> {
  if (start.encoding.startsWith('utf-16')) return start.encoding;
  if (start.encoding === 'utf-8' && (await isUtf8(file))) return 'utf-8';
  return declared !== undefined && isForeign(declared) ? declared : 'gb18030';
}

/** The text of a file, a piece at a time. Bytes that are none of the encoding, and binary in its midst, mean damage. */
export async function* decodedChunks(file: SourceFile, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const bytes of readSource(file, CHUNK_BYTES) as AsyncIterable<Buffer>) {
    yield checked(() => decoder.decode(bytes, { stream: true }));
  }
  yield checked(() => decoder.decode());
}

export async function decodeFile(file: SourceFile, encoding: string): Promise<string> {
  const parts: string[] = [];
  for await (const part of decodedChunks(file, encoding)) parts.push(part);
  return parts.join('');
}

function checked(decode: () => string): string {
  const text = attempt(decode);
  if (text === null || looksBinary(text)) throw unreadable('workbook-damaged');
  return text;
}

async function isUtf8(file: SourceFile): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const bytes of readSource(file, CHUNK_BYTES) as AsyncIterable<Buffer>) {
    if (attempt(() => decoder.decode(bytes, { stream: true })) === null) return false;
  }
  return attempt(() => decoder.decode()) !== null;
}

/** What a decoder gives; null for bytes that are none of its encoding. */
function attempt(decode: () => string): string | null {
  try {
    return decode();
  } catch {
    return null;
  }
}

function encodingByMark(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : null;
}

/** UTF-16 without a mark shows by the zero halves of its commas, digits and line ends, which all stand on one side. */
function encodingByZeros(head: Buffer): string[] {
  const zeros = [0, 0];
  for (const [i, byte] of head.entries()) if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (even > 0 === odd > 0) return [];
  return [odd > 0 ? 'utf-16le' : 'utf-16be'];
}

/** A charset that is neither Unicode nor Chinese national, and that can be decoded here. */
function isForeign(charset: string): boolean {
  if (/^(utf|ucs|gb)/i.test(charset)) return false;
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}
