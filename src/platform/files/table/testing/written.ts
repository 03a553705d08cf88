import { buffer } from 'node:stream/consumers';
import { inflateRawSync } from 'node:zlib';
import type { Column, Table } from '../column.js';
import { TableFile, type SheetLimits } from '../table-file.js';

/** A table of one text column. */
export const texts = (...rows: readonly string[]): Table<string> => ({ columns: [TEXT], rows });

export const TEXT: Column<string> = { header: '内容', width: 20, kind: 'text', value: (row) => row };

/** The members of the file that a table makes, as text by path. */
export async function membersOf<R>(table: Table<R>, limits?: SheetLimits): Promise<ReadonlyMap<string, string>> {
  return unzipped(await buffer(TableFile.of('表', table, limits).bytes));
}

const LOCAL_HEADER = 30;
const DIRECTORY_HEADER = 46;

/** Goes by the directory, as spreadsheet programs do. */
export function unzipped(file: Buffer): ReadonlyMap<string, string> {
  const end = file.length - 22;
  const members = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const [packed, nameLength, offset] = [file.readUInt32LE(at + 20), file.readUInt16LE(at + 28), file.readUInt32LE(at + 42)];
    const from = offset + LOCAL_HEADER + nameLength;
    const name = file.toString('utf8', at + DIRECTORY_HEADER, at + DIRECTORY_HEADER + nameLength);
    members.set(name, inflateRawSync(file.subarray(from, from + packed)).toString('utf8'));
    at += DIRECTORY_HEADER + nameLength;
  }
  return members;
}
