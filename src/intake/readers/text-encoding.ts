import { unreadable } from './unreadable.js';

/** What spreadsheets never write into a text file; a file that has them is something else. */
const BINARY = /(?!\s)\p{Cc}|\uFFFD/u;

const UTF8_MARK = Buffer.from('efbbbf', 'hex');

/** Bytes of a text file as a string: by byte order mark, else UTF-8 where every byte fits, else GB18030. A `start` may end within a character. */
export function decodeText(bytes: Buffer, part: 'all' | 'start' = 'all'): string {
  const text = decode(bytes, { stream: part === 'start' });
  if (BINARY.test(text)) throw unreadable('workbook-format');
  return text;
}

function decode(bytes: Buffer, options: { readonly stream: boolean }): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes, options);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes, options);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, options);
  } catch {
    if (bytes.subarray(0, 3).equals(UTF8_MARK)) throw unreadable('workbook-damaged');
    return new TextDecoder('gb18030').decode(bytes, options);
  }
}
