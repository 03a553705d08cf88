import type { EnterpriseRecord, UnitRecord } from '../domain/records.js';
import type { EnrolmentUnitName, RegisteredEnterprise } from '../domain/model.js';
import { enterpriseRecord, unitRecord } from '../domain/records.js';
import type { NameParser } from '../domain/parse-name.js';
import type { Sheet } from './shelf.js';

/** Records are kept in segments of so many consecutive ids. */
export const SEGMENT_IDS = 8192;
export const segmentOf = (id: number): number => Math.floor(id / SEGMENT_IDS);

export type Side = 'enterprise' | 'unit';
export type Source = RegisteredEnterprise | EnrolmentUnitName;

/** Name of the sheet that holds a segment. */
export const segmentName = (side: Side, segment: number): string => `${side}-${segment}`;

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

/** A segment as it was written. */
export class Segment {
  readonly ids: Uint32Array;
  /** By position of the record, into `divisionCodes`. */
  readonly divisions: Uint16Array;
  readonly divisionCodes: readonly string[];

  constructor(private readonly sheet: Sheet) {
    this.ids = sheet.u32('ids');
    this.divisions = sheet.u16('divisions');
    this.divisionCodes = (sheet.facts as { readonly divisions: readonly string[] }).divisions;
  }

  keys(bucket: number): BucketKeys {
    const { sheet } = this;
    return { lanes: sheet.u32(`lanes${bucket}`), kinds: sheet.u8(`kinds${bucket}`), owners: sheet.u16(`owners${bucket}`) };
  }

  hasPrint(position: number, { low, high }: Print): boolean {
    const prints = this.sheet.u32('prints');
    return prints[2 * position] === low && prints[2 * position + 1] === high;
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

  private sourceAt(position: number): Source {
    const ends = this.sheet.u32('textEnds');
    const from = position === 0 ? 0 : (ends[position - 1] ?? 0);
    const text = Buffer.from(this.sheet.u8('text').subarray(from, ends[position])).toString('utf8');
    // Only `SegmentWriter` writes these texts.
    return JSON.parse(text) as Source;
  }
}

/** Columns of a segment without its texts. */
export const keyColumns =
  (bucket: number) =>
  (column: string): boolean =>
    column === 'ids' ||
    column === 'divisions' ||
    column === `lanes${bucket}` ||
    column === `kinds${bucket}` ||
    column === `owners${bucket}`;

/** Columns of a segment without its keys. */
export const textColumns = (column: string): boolean => ['ids', 'divisions', 'textEnds', 'text', 'prints'].includes(column);
