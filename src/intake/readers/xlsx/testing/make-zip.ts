import { crc32, deflateRawSync } from 'node:zlib';

/** A member, and where its headers are to lie about it. */
export interface Member {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** Size that the directory claims. */
  readonly size?: number;
  readonly localName?: string;
  readonly localSize?: number;
  /** Checksum and sizes only behind the data. */
  readonly described?: boolean;
  /** Sizes and offset of the directory in its zip64 field. */
  readonly zip64?: boolean;
  /** Index of the member whose data this one claims too. */
  readonly sameDataAs?: number;
}

export interface Archive {
  readonly comment?: string;
  readonly zip64?: boolean;
  readonly count?: number;
}

interface Packed {
  readonly data: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly method: number;
  readonly flags: number;
}

const U32 = 0xffffffff;

/** A zip archive in memory, sound or not. */
export function makeZip(members: readonly Member[], archive: Archive = {}): Buffer {
  const parts: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  const add = (...buffers: Buffer[]): void => {
    parts.push(...buffers);
    offset += buffers.reduce((sum, buffer) => sum + buffer.length, 0);
  };
  const packed = members.map(pack);
  for (const [i, member] of members.entries()) {
    offsets.push(member.sameDataAs === undefined ? offset : (offsets[member.sameDataAs] ?? 0));
    const data = packed[i];
    if (data && member.sameDataAs === undefined) add(...localParts(member, data));
  }
  const start = offset;
  for (const [i, member] of members.entries()) {
    const data = packed[member.sameDataAs ?? i];
    if (data) add(centralHeader(member, data, offsets[i] ?? 0));
  }
  add(...endParts(members.length, start, offset - start, archive));
  return Buffer.concat(parts);
}

function pack(member: Member): Packed {
  const content = Buffer.from(member.content);
  const data = member.stored === true ? content : deflateRawSync(content);
  const method = member.method ?? (member.stored === true ? 0 : 8);
  const flags = (member.flags ?? 0x0800) | (member.described === true ? 8 : 0);
  return { data, crc: member.crc ?? crc32(content), size: member.size ?? content.length, method, flags };
}

function localParts(member: Member, { data, crc, size, method, flags }: Packed): Buffer[] {
  const header = Buffer.alloc(30);
  const name = Buffer.from(member.localName ?? member.name);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  if (member.described !== true) {
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(data.length, 18);
    header.writeUInt32LE(member.localSize ?? size, 22);
  }
  header.writeUInt16LE(name.length, 26);
  return [header, name, data, ...(member.described === true ? [descriptor(crc, data.length, size)] : [])];
}

function descriptor(crc: number, packedSize: number, size: number): Buffer {
  const bytes = Buffer.alloc(16);
  for (const [i, value] of [0x08074b50, crc, packedSize, size].entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
}

function centralHeader(member: Member, { data, crc, size, method, flags }: Packed, offset: number): Buffer {
  const header = Buffer.alloc(46);
  const name = Buffer.from(member.name);
  const extra = member.zip64 === true ? zip64Field(size, data.length, offset) : Buffer.alloc(0);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(flags, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(member.zip64 === true ? U32 : data.length, 20);
  header.writeUInt32LE(member.zip64 === true ? U32 : size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(member.zip64 === true ? U32 : offset, 42);
  return Buffer.concat([header, name, extra]);
}

function zip64Field(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 + values.length * 8);
  bytes.writeUInt16LE(1, 0);
  bytes.writeUInt16LE(values.length * 8, 2);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 4 + i * 8);
  return bytes;
}

function endParts(count: number, start: number, size: number, archive: Archive): Buffer[] {
  const end = Buffer.alloc(22);
  const comment = Buffer.from(archive.comment ?? '');
  const claimed = archive.count ?? count;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(archive.zip64 === true ? 0xffff : claimed, 8);
  end.writeUInt16LE(archive.zip64 === true ? 0xffff : claimed, 10);
  end.writeUInt32LE(archive.zip64 === true ? U32 : size, 12);
  end.writeUInt32LE(archive.zip64 === true ? U32 : start, 16);
  end.writeUInt16LE(comment.length, 20);
  return [...(archive.zip64 === true ? zip64End(claimed, start, size) : []), end, comment];
}

function zip64End(count: number, start: number, size: number): Buffer[] {
  const end = Buffer.alloc(56);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  for (const [at, value] of [
    [24, count],
    [32, count],
    [40, size],
    [48, start],
  ] as const) {
    end.writeBigUInt64LE(BigInt(value), at);
  }
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + size), 8);
  locator.writeUInt32LE(1, 16);
  return [end, locator];
}
