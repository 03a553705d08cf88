import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { SourceHandle, type SourceFile } from '../../platform/files/source-file.js';
import { MARK_SHEET } from './batch-mark.js';

const inflate = promisify(inflateRaw);

const END_OF_DIRECTORY = Buffer.from('504b0506', 'hex');
const DIRECTORY_ENTRY = Buffer.from('504b0102', 'hex');
/** The end record and the longest comment behind it. */
const LONGEST_END = 22 + 65_535;
const LARGEST_DIRECTORY = 4 * 2 ** 20;
const LARGEST_PART = 2 ** 20;
/** An error workbook saved as .xls is small. */
const LARGEST_COMPOUND = 32 * 2 ** 20;

/** Whether a file may be an error workbook: looks at the list of its sheets only, so that ordinary uploads pay nothing for the question. */
export async function mayBeMarked(source: SourceFile): Promise<boolean> {
  const file = await SourceHandle.open(source);
  try {
    const { size } = file;
    const start = await read(file, 0, 8);
    if (start.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return (await workbookPart(file, size)).includes(`"${MARK_SHEET}"`);
    if (start.toString('hex') !== 'd0cf11e0a1b11ae1' || size > LARGEST_COMPOUND) return false;
    const bytes = await read(file, 0, size);
    return bytes.includes(MARK_SHEET) || bytes.includes(Buffer.from(MARK_SHEET, 'utf16le'));
  } finally {
    await file.close();
  }
}

async function read(file: SourceHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(Math.max(0, length));
  return bytes.subarray(0, await file.read(bytes, 0, bytes.length, position));
}

/** The text of `xl/workbook.xml`, which lists the sheets; empty where it cannot be had this way. */
async function workbookPart(file: SourceHandle, size: number): Promise<string> {
  const tail = await read(file, Math.max(0, size - LONGEST_END), Math.min(size, LONGEST_END));
  const end = tail.lastIndexOf(END_OF_DIRECTORY);
  if (end === -1 || end + 20 > tail.length) return '';
  const directory = await read(file, tail.readUInt32LE(end + 16), Math.min(tail.readUInt32LE(end + 12), LARGEST_DIRECTORY));
  const entry = entryNamed(directory, 'xl/workbook.xml');
  if (!entry || entry.packed > LARGEST_PART) return '';
  const local = await read(file, entry.offset, 30);
  if (local.length < 30) return '';
  const data = await read(file, entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28), entry.packed);
  if (entry.method === 0) return data.toString('utf8');
  return inflate(data, { maxOutputLength: LARGEST_PART }).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  );
}

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

function entryNamed(directory: Buffer, name: string): Entry | undefined {
  let at = 0;
  while (at + 46 <= directory.length && directory.subarray(at, at + 4).equals(DIRECTORY_ENTRY)) {
    const length = directory.readUInt16LE(at + 28);
    const found = directory.subarray(at + 46, at + 46 + length).toString('utf8');
    if (found === name)
      return { method: directory.readUInt16LE(at + 10), packed: directory.readUInt32LE(at + 20), offset: directory.readUInt32LE(at + 42) };
    at += 46 + length + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return undefined;
}
