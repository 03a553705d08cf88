import { decodeText } from './text-encoding.js';
import { unreadable } from './unreadable.js';

/** What the first bytes of a file say that it is. */
export type FileFormat = 'zip' | 'compound' | 'text';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** Worksheet streams of BIFF2 to BIFF4, from before compound files. */
const OLD_BIFF = [0x0009, 0x0209, 0x0409];
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** Tells the format by magic bytes, never by the extension. Throws a `Problem` for what cannot be a table. */
export function formatOf(bytes: Buffer): FileFormat {
  if (bytes.length === 0) throw unreadable('workbook-empty');
  if (bytes.subarray(0, 4).equals(ZIP)) return 'zip';
  if (bytes.subarray(0, 8).equals(COMPOUND)) {
    if (bytes.includes(ENCRYPTED_PACKAGE)) throw unreadable('workbook-encrypted');
    return 'compound';
  }
  if (bytes.length > 4 && OLD_BIFF.includes(bytes.readUInt16LE(0))) return 'compound';
  const start = decodeText(bytes.subarray(0, 4096), 'start').trimStart();
  if (start === '') throw unreadable('workbook-empty');
  if (/^<(!doctype|html|head|meta|body|table|script|style|div)/i.test(start)) throw unreadable('workbook-html');
  if (start.startsWith('<?xml') || start.startsWith('%PDF') || start.startsWith('{\\rtf')) throw unreadable('workbook-format');
  return 'text';
}
