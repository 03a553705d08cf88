import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { SourceHandle, type SourceFile } from '../../../platform/files/source-file.js';
import { unreadable } from '../unreadable.js';
import { exceeded, type LimitCode, type XlsxLimits } from './limits.js';
import { damaged } from './refusals.js';
import * as zip from './zip-records.js';
import type { ZipMember } from './zip-records.js';

/** The directory of the largest permitted number of members is far smaller. */
const LONGEST_DIRECTORY = 16 * 2 ** 20;
const READ_SIZE = 128 * 1024;
const INFLATED_CHUNK = 256 * 1024;
/** Inflating runs on another thread; so far ahead of the scanner may it be. */
const READ_AHEAD = 2 * INFLATED_CHUNK;
const STORED = 0;
const DEFLATED = 8;

/** The size that a member may have inflated, and what it is called when it has more. */
interface MemberLimit {
  readonly bytes: number;
  readonly code: LimitCode;
}

/** A zip archive on disk, of which only the directory and what is asked for is read. Names never reach the file system. */
export class ZipFile {
  private constructor(
    private readonly file: SourceHandle,
    private readonly limits: XlsxLimits,
    private readonly members: ReadonlyMap<string, ZipMember>,
    /** By the offset of a member, the offset at which the next one or the directory begins. */
    private readonly ends: ReadonlyMap<number, number>,
  ) {}

  /** Throws a `Problem` for what is no sound archive; the file is closed then. */
  static async open(source: SourceFile, limits: XlsxLimits): Promise<ZipFile> {
    const file = await SourceHandle.open(source);
    try {
      if (!file.isFile) throw unreadable('workbook-format');
      if (file.size > limits.fileBytes) throw exceeded('limit-file-size', limits);
      const place = await findDirectory(file, file.size);
      if (place.members > limits.members) throw exceeded('limit-members', limits);
      const members = zip.readDirectory(await readExactly(file, place.offset, place.size), place.members);
      return new ZipFile(file, limits, byName(members), extents(members, place.offset));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The member of a part name, whatever its case and slashes. */
  member(name: string): ZipMember | undefined {
    return this.members.get(zip.partName(name));
  }

  /** Part names as keys: forward slashes, lower case. */
  names(): readonly string[] {
    return [...this.members.keys()];
  }

  /** What a member holds, in pieces. Sizes and ratio are limited while it inflates; size and checksum are verified at its end. */
  async *read(member: ZipMember, limit: MemberLimit): AsyncGenerator<Buffer, void, undefined> {
    this.checkSize(member, member.size, limit);
    const start = await this.dataStart(member);
    let size = 0;
    let crc = 0;
    for await (const chunk of this.inflated(member, start)) {
      size += chunk.length;
      this.checkSize(member, size, limit);
      crc = crc32(chunk, crc);
      yield chunk;
    }
    if (size !== member.size || crc !== member.crc) throw damaged();
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  private checkSize(member: ZipMember, size: number, limit: MemberLimit): void {
    if (size > this.limits.ratioFrom && size > member.packedSize * this.limits.ratio) throw exceeded('limit-ratio', this.limits);
    if (size > limit.bytes) throw exceeded(limit.code, this.limits);
    if (size > member.size) throw damaged();
  }

  private async dataStart(member: ZipMember): Promise<number> {
    const end = this.ends.get(member.headerOffset) ?? 0;
    const length = Math.min(zip.LOCAL_HEADER_SIZE + member.rawName.length, end - member.headerOffset);
    const header = zip.checkLocalHeader(await readExactly(this.file, member.headerOffset, length), member);
    const start = member.headerOffset + header.size;
    const dataEnd = start + member.packedSize;
    if (dataEnd > end) throw damaged();
    if (header.described) {
      zip.checkDescriptor(await readExactly(this.file, dataEnd, Math.min(zip.DESCRIPTOR_SIZE, end - dataEnd)), member);
    }
    return start;
  }

  private inflated(member: ZipMember, start: number): AsyncIterable<Buffer> {
    if (member.method === STORED) return this.packed(start, member.packedSize);
    if (member.method !== DEFLATED) throw damaged();
    return inflate(this.packed(start, member.packedSize), member.packedSize);
  }

  private async *packed(start: number, size: number): AsyncGenerator<Buffer, void, undefined> {
    for (let done = 0; done < size; done += READ_SIZE) {
      yield await readExactly(this.file, start + done, Math.min(READ_SIZE, size - done));
    }
  }
}

async function* inflate(packed: AsyncGenerator<Buffer, void, undefined>, size: number): AsyncGenerator<Buffer, void, undefined> {
  const inflater = createInflateRaw({ chunkSize: INFLATED_CHUNK, readableHighWaterMark: READ_AHEAD } as object);
  // The pipeline hands an error of either side to the reader below; it needs no answer of its own.
  pipeline(packed, inflater, () => undefined);
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
    if (inflater.bytesWritten !== size) throw damaged();
  } catch (error) {
    throw isZlibError(error) ? damaged() : error;
  } finally {
    inflater.destroy();
  }
}

const isZlibError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

async function findDirectory(file: SourceHandle, fileSize: number): Promise<zip.DirectoryPlace> {
  const tailStart = Math.max(0, fileSize - zip.LONGEST_END);
  const tail = await readExactly(file, tailStart, fileSize - tailStart);
  const end = zip.findEnd(tail);
  const place = zip.readEnd(tail.subarray(end)) ?? (await findZip64(file, tailStart + end));
  if (place.offset + place.size > tailStart + end || place.size > LONGEST_DIRECTORY) throw damaged();
  return place;
}

async function findZip64(file: SourceHandle, end: number): Promise<zip.DirectoryPlace> {
  const locatorStart = end - zip.ZIP64_LOCATOR_SIZE;
  if (locatorStart < 0) throw damaged();
  const offset = zip.readZip64Locator(await readExactly(file, locatorStart, zip.ZIP64_LOCATOR_SIZE));
  if (offset + zip.ZIP64_END_SIZE > locatorStart) throw damaged();
  return zip.readZip64End(await readExactly(file, offset, zip.ZIP64_END_SIZE));
}

function byName(members: readonly ZipMember[]): Map<string, ZipMember> {
  if (members.some(zip.isEncrypted)) throw unreadable('workbook-encrypted');
  const map = new Map(members.map((member) => [member.name, member]));
  // Two members of one name: programs disagree which of them counts.
  if (map.size !== members.length) throw damaged();
  return map;
}

/** Where each member has to end. Members that lie over each other are how small archives pretend to be large. */
function extents(members: readonly ZipMember[], directory: number): Map<number, number> {
  const sorted = [...members].sort((a, b) => a.headerOffset - b.headerOffset);
  const ends = new Map<number, number>();
  for (const [i, member] of sorted.entries()) {
    const end = sorted[i + 1]?.headerOffset ?? directory;
    if (member.headerOffset + zip.LOCAL_HEADER_SIZE + member.rawName.length + member.packedSize > end) throw damaged();
    ends.set(member.headerOffset, end);
  }
  return ends;
}

async function readExactly(file: SourceHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafeSlow(length);
  for (let done = 0; done < length;) {
    const bytesRead = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw damaged();
    done += bytesRead;
  }
  return bytes;
}
