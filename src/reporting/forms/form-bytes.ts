import type { Workbook } from 'exceljs';
import { startOfShanghaiDay, type LocalDate } from '../../kernel/index.js';

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_SIZE = 22;
const DIRECTORY_ENTRY_SIZE = 46;
/** 1980-01-01 00:00:00, the first moment that a zip can name, as DOS time and date. */
const DOS_EPOCH = 0x00210000;

/**
 * The workbook as bytes that depend on its content only, so that the hash of a report file can be checked by making the file again.
 * `madeOn` stands as created and modified date in the file's properties, `madeBy` (an organisation, never a person) as its author.
 */
export async function toStableBytes(workbook: Workbook, madeOn: LocalDate, madeBy: string): Promise<Buffer> {
  workbook.created = startOfShanghaiDay(madeOn);
  workbook.modified = workbook.created;
  workbook.creator = madeBy;
  workbook.lastModifiedBy = madeBy;
  return pinned(Buffer.from(await workbook.xlsx.writeBuffer()));
}

/** Sets every member's time in the zip to the DOS epoch: exceljs stamps them with the clock and offers no option. Changes `zip` itself. */
export function pinned(zip: Buffer): Buffer {
  const end = zip.length - END_OF_DIRECTORY_SIZE;
  if (zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('the workbook writer made a zip with a comment or without a directory');
  const members = zip.readUInt16LE(end + 10);
  let entry = zip.readUInt32LE(end + 16);
  for (let index = 0; index < members; index++) {
    const localHeader = zip.readUInt32LE(entry + 42);
    zip.writeUInt32LE(DOS_EPOCH, entry + 12);
    zip.writeUInt32LE(DOS_EPOCH, localHeader + 10);
    entry += DIRECTORY_ENTRY_SIZE + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return zip;
}
