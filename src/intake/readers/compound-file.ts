import { unreadable } from './unreadable.js';

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const HEADER = 512;
const ENTRY = 128;
const HEADER_FAT_SECTORS = 109;
/** Sector numbers from here on are no sectors. */
const LAST_SECTOR = 0xfffffffa;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly isStream: boolean;
}

export const isCompoundFile = (head: Buffer): boolean => head.subarray(0, 8).equals(SIGNATURE);

/** The container of .xls and of encrypted workbooks: a small file system of sectors. Every chain is followed within bounds. */
export class CompoundFile {
  private readonly sectorSize: number;
  private readonly fat: Uint32Array;
  private readonly entries: readonly Entry[];

  /** Throws a `Problem` where header or directory contradict themselves. */
  constructor(private readonly bytes: Buffer) {
    if (bytes.length < HEADER || !isCompoundFile(bytes)) throw unreadable('workbook-damaged');
    const shift = bytes.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw unreadable('workbook-damaged');
    this.sectorSize = 1 << shift;
    this.fat = this.readFat();
    this.entries = readEntries(this.chain(bytes.readUInt32LE(48), this.fat).map((sector) => this.sector(sector)));
    if (this.entries.length === 0) throw unreadable('workbook-damaged');
  }

  /** The names of the streams, wherever they stand. */
  names(): readonly string[] {
    return this.entries.filter((entry) => entry.isStream).map((entry) => entry.name);
  }

  /** What there is of a stream, whatever the case of its name: less than its size where the file ends before it. */
  stream(name: string): Buffer | null {
    const entry = this.entries.find((candidate) => candidate.isStream && candidate.name.toLowerCase() === name.toLowerCase());
    if (!entry) return null;
    const cutoff = this.bytes.readUInt32LE(56);
    const parts = entry.size < cutoff ? this.miniSectors(entry.start) : this.chain(entry.start, this.fat).map((at) => this.sector(at));
    return Buffer.concat(parts).subarray(0, entry.size);
  }

  private readFat(): Uint32Array {
    const sectors: number[] = [];
    for (let i = 0; i < HEADER_FAT_SECTORS; i++) sectors.push(this.bytes.readUInt32LE(76 + 4 * i));
    const perSector = this.sectorSize / 4 - 1;
    const most = this.sectorCount();
    for (let at = this.bytes.readUInt32LE(68), n = 0; at < LAST_SECTOR && n < this.bytes.readUInt32LE(72); n++) {
      const sector = this.sector(at);
      if (n > most || sector.length < this.sectorSize) throw unreadable('workbook-damaged');
      for (let i = 0; i < perSector; i++) sectors.push(sector.readUInt32LE(4 * i));
      at = sector.readUInt32LE(4 * perSector);
    }
    return words(sectors.filter((at) => at < LAST_SECTOR).map((at) => this.sector(at)));
  }

  private miniSectors(start: number): Buffer[] {
    const root = this.entries[0];
    const size = 1 << this.bytes.readUInt16LE(32);
    if (!root || size !== 64) throw unreadable('workbook-damaged');
    const mini = Buffer.concat(this.chain(root.start, this.fat).map((at) => this.sector(at)));
    const fat = words(this.chain(this.bytes.readUInt32LE(60), this.fat).map((at) => this.sector(at)));
    return this.chain(start, fat).map((at) => mini.subarray(at * size, (at + 1) * size));
  }

  private chain(start: number, fat: Uint32Array): number[] {
    const chain: number[] = [];
    for (let at = start; at < LAST_SECTOR; at = fat[at] ?? LAST_SECTOR) {
      if (chain.length >= fat.length) throw unreadable('workbook-damaged');
      chain.push(at);
    }
    return chain;
  }

  private sectorCount(): number {
    return Math.ceil(this.bytes.length / this.sectorSize);
  }

  /** The last sector of a file may be short; one that lies beyond its end is empty. */
  private sector(number: number): Buffer {
    const start = (number + 1) * this.sectorSize;
    return this.bytes.subarray(Math.min(start, this.bytes.length), start + this.sectorSize);
  }
}

function words(sectors: readonly Buffer[]): Uint32Array {
  const bytes = Buffer.concat(sectors);
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(4 * i));
}

function readEntries(sectors: readonly Buffer[]): Entry[] {
  const directory = Buffer.concat(sectors);
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const type = directory[at + 66];
    if (type !== STREAM && type !== ROOT) continue;
    const length = Math.min(64, Math.max(2, directory.readUInt16LE(at + 64))) - 2;
    entries.push({
      name: directory.toString('utf16le', at, at + length),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
      isStream: type === STREAM,
    });
  }
  return entries;
}
