import type { Workbook } from 'exceljs';
import { startOfShanghaiDay, type LocalDate } from '../../kernel/index.js';
import { ZipStream } from '../../platform/files/table/index.js';

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_SIZE = 22;
const DIRECTORY_ENTRY_SIZE = 46;
const LOCAL_HEADER_SIZE = 30;

/**
 * The workbook as bytes that depend on its content only, so that the hash of a report file can be checked by making the file again.
 * `madeOn` stands as created and modified date in the file's properties, `madeBy` (an organisation, never a person) as its author.
 *
 * exceljs deflates in JavaScript and stamps members with the clock, without an option: it only stores them, and they are packed anew.
 */
export async function toStableBytes(workbook: Workbook, madeOn: LocalDate, madeBy: string): Promise<Buffer> {
  workbook.created = startOfShanghaiDay(madeOn);
  workbook.modified = workbook.created;
  workbook.creator = madeBy;
  workbook.lastModifiedBy = madeBy;
  return packed(workbook);
}

/** As `toStableBytes`, with the properties that the workbook has. */
export async function packed(workbook: Workbook): Promise<Buffer> {
  const stored = Buffer.from(await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } }));
  const zip = new ZipStream();
  const chunks: Buffer[] = [];
  for (const { path, bytes } of storedMembers(stored)) for await (const chunk of zip.member(path, [bytes])) chunks.push(chunk);
  return Buffer.concat([...chunks, zip.end()]);
}

/** The members of a zip whose writer stored them as they are and wrote no comment. */
function* storedMembers(zip: Buffer): Generator<{ readonly path: string; readonly bytes: Buffer }, void> {
  const end = zip.length - END_OF_DIRECTORY_SIZE;
  if (zip.readUInt32LE(end) !== END_OF_DIRECTORY) throw new Error('the workbook writer made a zip with a comment or without a directory');
  const members = zip.readUInt16LE(end + 10);
  let entry = zip.readUInt32LE(end + 16);
  for (let index = 0; index < members; index++) {
    const nameLength = zip.readUInt16LE(entry + 28);
    const header = zip.readUInt32LE(entry + 42);
    const from = header + LOCAL_HEADER_SIZE + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const nameFrom = entry + DIRECTORY_ENTRY_SIZE;
    yield {
      path: zip.toString('utf8', nameFrom, nameFrom + nameLength),
      bytes: zip.subarray(from, from + zip.readUInt32LE(entry + 24)),
    };
    entry += DIRECTORY_ENTRY_SIZE + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
}
