import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const COLUMN_TYPES = { Uint8Array, Uint16Array, Uint32Array, Float64Array } as const;
type ColumnType = keyof typeof COLUMN_TYPES;
type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;
export type Columns = Readonly<Record<string, Column>>;

interface Header {
  readonly columns: Readonly<Record<string, { readonly type: ColumnType; readonly at: number; readonly length: number }>>;
  readonly facts: unknown;
  readonly bytes: number;
}

/** Two numbers before the header: a sign of this format, and how long the header is. */
const SIGN = 0x4d415431;
const LEAD_BYTES = 8;

/** A file that is missing, cut off or of another kind. What it held can be worked out anew. */
export class SheetUnreadable extends Error {
  override readonly name: string = 'SheetUnreadable';
}

/** A sheet that was never put. */
export class SheetMissing extends SheetUnreadable {}

/** Named columns of numbers, with a few facts about them. */
export class Sheet {
  constructor(
    private readonly columns: Columns,
    readonly facts: unknown,
  ) {}

  u8(name: string): Uint8Array {
    return this.column(name, Uint8Array);
  }

  u16(name: string): Uint16Array {
    return this.column(name, Uint16Array);
  }

  u32(name: string): Uint32Array {
    return this.column(name, Uint32Array);
  }

  f64(name: string): Float64Array {
    return this.column(name, Float64Array);
  }

  has(name: string): boolean {
    return name in this.columns;
  }

  private column<A extends Column>(name: string, type: abstract new (...args: never[]) => A): A {
    const found = this.columns[name];
    if (found instanceof type) return found;
    throw new SheetUnreadable(`Column ${name} is missing.`);
  }
}

/**
 * A folder of sheets that processes share. A sheet appears whole or not at all; written twice, the later one stands. All of it is derived
 * from the database and may be lost.
 */
export class Shelf {
  constructor(readonly folder: string) {}

  async put(name: string, columns: Columns, facts: unknown = null): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const aside = join(this.folder, `.${name}.${randomBytes(6).toString('hex')}`);
    try {
      await writeFile(aside, packed(columns, facts), { mode: 0o600 });
      await rename(aside, join(this.folder, name));
    } finally {
      await rm(aside, { force: true });
    }
  }

  /** The sheet with those of its columns that are wanted; by default all. Throws `SheetUnreadable`. */
  async get(name: string, isWanted: (column: string) => boolean = () => true): Promise<Sheet> {
    const file = await open(join(this.folder, name)).catch(() => {
      throw new SheetMissing(`Sheet ${name} is missing.`);
    });
    try {
      const { header, start } = await readHeader(file, name);
      const columns: Record<string, Column> = {};
      for (const [column, { type, at, length }] of Object.entries(header.columns)) {
        if (isWanted(column)) columns[column] = await readColumn(file, new COLUMN_TYPES[type](length), start + at, name);
      }
      return new Sheet(columns, header.facts);
    } finally {
      await file.close();
    }
  }

  /** As `get`; null where the sheet was never put. */
  async find(name: string, isWanted?: (column: string) => boolean): Promise<Sheet | null> {
    try {
      return await this.get(name, isWanted);
    } catch (error) {
      if (error instanceof SheetMissing) return null;
      throw error;
    }
  }

  async has(name: string): Promise<boolean> {
    return this.get(name, () => false).then(
      () => true,
      () => false,
    );
  }

  /** Takes a sheet of another shelf over as it is, without copying it. */
  async adopt(from: Shelf, name: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await rm(join(this.folder, name), { force: true });
    await link(join(from.folder, name), join(this.folder, name));
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

function packed(columns: Columns, facts: unknown): Uint8Array[] {
  const places: Record<string, { type: string; at: number; length: number }> = {};
  let bytes = 0;
  for (const [name, column] of Object.entries(columns)) {
    places[name] = { type: column.constructor.name, at: bytes, length: column.length };
    bytes += column.byteLength;
  }
  const header = Buffer.from(JSON.stringify({ columns: places, facts, bytes }));
  const lead = new Uint8Array(new Uint32Array([SIGN, header.length]).buffer);
  return [lead, header, ...Object.values(columns).map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength))];
}

async function readHeader(file: FileHandle, name: string): Promise<{ header: Header; start: number }> {
  const lead = await readColumn(file, new Uint32Array(2), 0, name);
  const [sign, length = 0] = lead;
  if (sign !== SIGN) throw new SheetUnreadable(`${name} is no sheet.`);
  const text = await readColumn(file, new Uint8Array(length), LEAD_BYTES, name);
  // Only `put` writes sheets.
  const header = JSON.parse(Buffer.from(text).toString('utf8')) as Header;
  const start = LEAD_BYTES + length;
  if ((await file.stat()).size !== start + header.bytes) throw new SheetUnreadable(`${name} is cut off.`);
  return { header, start };
}

async function readColumn<A extends Column>(file: FileHandle, column: A, position: number, name: string): Promise<A> {
  const target = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  for (let read = 0; read < target.length;) {
    const { bytesRead } = await file.read(target, read, target.length - read, position + read);
    if (bytesRead === 0) throw new SheetUnreadable(`${name} is cut off.`);
    read += bytesRead;
  }
  return column;
}
