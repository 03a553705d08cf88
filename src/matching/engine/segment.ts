import type { EnterpriseRecord, UnitRecord } from '../domain/records.js';
import type { EnrolmentUnitName, RegisteredEnterprise } from '../domain/model.js';
import { enterpriseRecord, unitRecord } from '../domain/records.js';
import type { NameParser } from '../domain/parse-name.js';
import { ALL_BUCKETS } from './keys.js';
import { Sheet } from './shelf.js';

/** Records are kept in segments of so many consecutive ids. */
export const SEGMENT_IDS = 8192;
export const segmentOf = (id: number): number => Math.floor(id / SEGMENT_IDS);

export type Side = 'enterprise' | 'unit';
export type Source = RegisteredEnterprise | EnrolmentUnitName;

/** The keys of a segment's records that fall into one bucket, one after the other. */
export interface BucketKeys {
  /** Two lanes a key. */
  readonly lanes: Uint32Array;
  readonly kinds: Uint8Array;
  /** Position of the record within the segment. */
  readonly owners: Uint16Array;
}

/** What tells whether a record has changed: two lanes of its text's hash. */
export interface Print {
  readonly low: number;
  readonly high: number;
}

const NOBODY = new Uint32Array(0);

/** A segment as it was written. */
export class Segment {
  readonly ids: Uint32Array;
  /** By position of the record, into `divisionCodes`. */
  readonly divisions: Uint16Array;
  readonly divisionCodes: readonly string[];
  /** Ids whose records were there before and are not any more. */
  readonly gone: Uint32Array;

  constructor(private readonly sheet: Sheet) {
    this.ids = sheet.u32('ids');
    this.divisions = sheet.u16('divisions');
    this.gone = sheet.has('gone') ? sheet.u32('gone') : NOBODY;
    this.divisionCodes = (sheet.facts as { readonly divisions: readonly string[] }).divisions;
  }

  keys(bucket: number): BucketKeys {
    const { sheet } = this;
    return { lanes: sheet.u32(`lanes${bucket}`), kinds: sheet.u8(`kinds${bucket}`), owners: sheet.u16(`owners${bucket}`) };
  }

  divisionAt(position: number): string {
    return this.divisionCodes[this.divisions[position] ?? 0] ?? '';
  }

  printAt(position: number): Print {
    const prints = this.sheet.u32('prints');
    return { low: prints[2 * position] ?? 0, high: prints[2 * position + 1] ?? 0 };
  }

  /** The keys of one record. */
  eachKeyAt(position: number, take: (bucket: number, low: number, high: number, kind: number) => void): void {
    for (const bucket of ALL_BUCKETS) {
      const { lanes, kinds, owners } = this.keys(bucket);
      for (let i = firstOf(owners, position); owners[i] === position; i += 1)
        take(bucket, lanes[2 * i] ?? 0, lanes[2 * i + 1] ?? 0, kinds[i] ?? 0);
    }
  }

  /** Where the record of an id stands; -1 where there is none. */
  positionOf(id: number): number {
    let from = 0;
    let to = this.ids.length - 1;
    while (from <= to) {
      const middle = (from + to) >> 1;
      const found = this.ids[middle] ?? 0;
      if (found === id) return middle;
      if (found < id) from = middle + 1;
      else to = middle - 1;
    }
    return -1;
  }

  enterpriseAt(position: number, parser: NameParser): EnterpriseRecord {
    return enterpriseRecord(this.sourceAt(position) as RegisteredEnterprise, parser);
  }

  unitAt(position: number, parser: NameParser): UnitRecord {
    return unitRecord(this.sourceAt(position) as EnrolmentUnitName, parser);
  }

  /** UTF-8. */
  textAt(position: number): Uint8Array {
    const ends = this.sheet.u32('textEnds');
    return this.sheet.u8('text').subarray(position === 0 ? 0 : (ends[position - 1] ?? 0), ends[position]);
  }

  private sourceAt(position: number): Source {
    const { buffer, byteOffset, byteLength } = this.textAt(position);
    // Only `SegmentWriter` writes these texts.
    return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')) as Source;
  }
}

/** A segment in which nothing was written. */
export const EMPTY_SEGMENT = new Segment(
  new Sheet({ ids: new Uint32Array(0), divisions: new Uint16Array(0), prints: new Uint32Array(0) }, { divisions: [] }),
);

/** The first place of the owner, whose places stand together. */
function firstOf(owners: Uint16Array, owner: number): number {
  let from = 0;
  let to = owners.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((owners[middle] ?? 0) < owner) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Columns that tell which records there are. */
const ROLL = new Set(['ids', 'divisions', 'gone']);
export const rollColumns = (column: string): boolean => ROLL.has(column);

/** Columns of a segment's keys of one bucket, and of who bears them. */
export const keyColumns =
  (bucket: number) =>
  (column: string): boolean =>
    rollColumns(column) || column === `lanes${bucket}` || column === `kinds${bucket}` || column === `owners${bucket}`;

/** Columns of a segment without its keys. */
export const textColumns = (column: string): boolean => rollColumns(column) || ['textEnds', 'text', 'prints'].includes(column);

/** Columns of a segment without its texts. */
export const allButTexts = (column: string): boolean => column !== 'text' && column !== 'textEnds';
