import { damaged } from './refusals.js';

/** A member as the central directory describes it. */
export interface ZipMember {
  /** The bytes of the name, as they must stand in the local header too. */
  readonly rawName: Buffer;
  /** Part name: forward slashes, no leading slash, lower case. Only ever a key, never a path on disk. */
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

/** Where the central directory is. */
export interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
  readonly members: number;
}

export const END_SIZE = 22;
/** The longest end record: a comment may have 65,535 bytes. */
export const LONGEST_END = END_SIZE + 0xffff;
export const ZIP64_LOCATOR_SIZE = 20;
export const ZIP64_END_SIZE = 56;
export const LOCAL_HEADER_SIZE = 30;
const CENTRAL_HEADER_SIZE = 46;

const END = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END = 0x06064b50;
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const U32 = 0xffffffff;

const ENCRYPTED = 0x0001;
const SIZES_FOLLOW = 0x0008;
const STRONG_ENCRYPTION = 0x0040;
const AES = 99;

export const isEncrypted = ({ flags, method }: ZipMember): boolean => (flags & (ENCRYPTED | STRONG_ENCRYPTION)) !== 0 || method === AES;

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged();
  return Number(value);
}

/** Position of the end record in the last bytes of a file; its comment must reach exactly to the end of the file. */
export function findEnd(tail: Buffer): number {
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END && at + END_SIZE + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  throw damaged();
}

/** Reads the end record; null where the values stand in the zip64 record. */
export function readEnd(end: Buffer): DirectoryPlace | null {
  const [disk, directoryDisk, here, members] = [4, 6, 8, 10].map((at) => end.readUInt16LE(at));
  const size = end.readUInt32LE(12);
  const offset = end.readUInt32LE(16);
  if (members === 0xffff || size === U32 || offset === U32) return null;
  if (disk !== 0 || directoryDisk !== 0 || here !== members) throw damaged();
  return { offset, size, members: members ?? 0 };
}

/** Position of the zip64 end record, from the locator before the end record. */
export function readZip64Locator(locator: Buffer): number {
  if (locator.readUInt32LE(0) !== ZIP64_LOCATOR || locator.readUInt32LE(4) !== 0) throw damaged();
  return safe(locator.readBigUInt64LE(8));
}

export function readZip64End(end: Buffer): DirectoryPlace {
  if (end.readUInt32LE(0) !== ZIP64_END || end.readUInt32LE(16) !== 0 || end.readUInt32LE(20) !== 0) throw damaged();
  const members = safe(end.readBigUInt64LE(32));
  if (safe(end.readBigUInt64LE(24)) !== members) throw damaged();
  return { members, size: safe(end.readBigUInt64LE(40)), offset: safe(end.readBigUInt64LE(48)) };
}

/** Reads exactly `count` members that fill the directory to its last byte. */
export function readDirectory(directory: Buffer, count: number): ZipMember[] {
  const members: ZipMember[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + CENTRAL_HEADER_SIZE > directory.length || directory.readUInt32LE(at) !== CENTRAL_HEADER) throw damaged();
    const [nameSize = 0, extraSize = 0, commentSize = 0] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const next = at + CENTRAL_HEADER_SIZE + nameSize + extraSize + commentSize;
    if (next > directory.length) throw damaged();
    members.push(readMember(directory.subarray(at, next), nameSize, extraSize));
    at = next;
  }
  if (at !== directory.length) throw damaged();
  return members;
}

function readMember(header: Buffer, nameSize: number, extraSize: number): ZipMember {
  const rawName = Buffer.from(header.subarray(CENTRAL_HEADER_SIZE, CENTRAL_HEADER_SIZE + nameSize));
  const extra = header.subarray(CENTRAL_HEADER_SIZE + nameSize, CENTRAL_HEADER_SIZE + nameSize + extraSize);
  if (header.readUInt16LE(34) !== 0) throw damaged();
  const wide = wideValues(extra);
  const value = (field: number): number => {
    const narrow = header.readUInt32LE(field);
    return narrow === U32 ? wide() : narrow;
  };
  // The zip64 field holds only what does not fit, in this order.
  const size = value(24);
  const packedSize = value(20);
  const headerOffset = value(42);
  return {
    rawName,
    name: partName(rawName.toString('utf8')),
    flags: header.readUInt16LE(8),
    method: header.readUInt16LE(10),
    crc: header.readUInt32LE(16),
    packedSize,
    size,
    headerOffset,
  };
}

/** The 64-bit values of the zip64 extra field, one after the other; damaged when there is none left. */
function wideValues(extra: Buffer): () => number {
  let field = Buffer.alloc(0);
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 0x0001) field = Buffer.from(extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2)));
  }
  let next = 0;
  return () => {
    if (next + 8 > field.length) throw damaged();
    next += 8;
    return safe(field.readBigUInt64LE(next - 8));
  };
}

/** The key of a part: programs differ in slashes and in case. */
export const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

/**
 * Holds a local header against its member of the directory and gives the size of what stands before the data, and whether a descriptor follows
 * it. `header` starts at the header and holds at least its fixed part and the member's name.
 */
export function checkLocalHeader(header: Buffer, member: ZipMember): { readonly size: number; readonly described: boolean } {
  if (header.length < LOCAL_HEADER_SIZE + member.rawName.length || header.readUInt32LE(0) !== LOCAL_HEADER) throw damaged();
  const nameSize = header.readUInt16LE(26);
  const name = header.subarray(LOCAL_HEADER_SIZE, LOCAL_HEADER_SIZE + nameSize);
  if (!name.equals(member.rawName) || header.readUInt16LE(8) !== member.method) throw damaged();
  const [crc, packedSize, size] = [14, 18, 22].map((at) => header.readUInt32LE(at));
  const same = (local: number | undefined, central: number): boolean => local === central || local === U32;
  const described = (member.flags & SIZES_FOLLOW) !== 0 && packedSize === 0 && crc === 0;
  if (!described && !(crc === member.crc && same(packedSize, member.packedSize) && same(size, member.size))) throw damaged();
  return { size: LOCAL_HEADER_SIZE + nameSize + header.readUInt16LE(28), described };
}

export const DESCRIPTOR_SIZE = 8;

/** The first bytes after the data of a member whose sizes follow it: an optional signature, then the checksum. */
export function checkDescriptor(descriptor: Buffer, member: ZipMember): void {
  if (descriptor.length < 4) throw damaged();
  const first = descriptor.readUInt32LE(0);
  if (first === member.crc) return;
  if (first !== DESCRIPTOR || descriptor.length < DESCRIPTOR_SIZE || descriptor.readUInt32LE(4) !== member.crc) throw damaged();
}
