import type { EnterpriseRecord, UnitRecord } from '../domain/records.js';
import type { EnrolmentUnitName, RegisteredEnterprise } from '../domain/model.js';
import { enterpriseRecord, unitRecord } from '../domain/records.js';
import type { NameParser } from '../domain/parse-name.js';
import { GrowingColumn } from './growing-column.js';
import { BUCKETS, bucketOf, eachEnterpriseKey, eachUnitKey, hashInto, type KeyKind } from './keys.js';
import type { Columns, Sheet } from './shelf.js';

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

class BucketWriter {
  private readonly lanes = new GrowingColumn(Uint32Array);
  private readonly kinds = new GrowingColumn(Uint8Array);
  private readonly owners = new GrowingColumn(Uint16Array);

  add(low: number, high: number, kind: KeyKind, owner: number): void {
    this.lanes.push(low);
    this.lanes.push(high);
    this.kinds.push(kind);
    this.owners.push(owner);
  }

  columns(bucket: number): Columns {
    return {
      [`lanes${bucket}`]: this.lanes.view(),
      [`kinds${bucket}`]: this.kinds.view(),
      [`owners${bucket}`]: this.owners.view(),
    };
  }
}

/** Reads the names of a segment's records once and keeps what joins them with others. */
export class SegmentWriter {
  private readonly ids = new GrowingColumn(Uint32Array);
  private readonly textEnds = new GrowingColumn(Uint32Array);
  private readonly prints = new GrowingColumn(Uint32Array);
  private readonly divisions = new GrowingColumn(Uint16Array);
  private readonly divisionCodes = new Map<string, number>();
  private readonly texts: Buffer[] = [];
  private textLength = 0;
  private readonly buckets = Array.from({ length: BUCKETS }, () => new BucketWriter());
  private readonly lanes = new Uint32Array(2);

  constructor(
    private readonly side: Side,
    private readonly parser: NameParser,
  ) {}

  /** Records come in the order of their ids. */
  add(source: Source): void {
    const owner = this.ids.length;
    this.ids.push(source.id);
    this.addText(JSON.stringify(source));
    this.divisions.push(this.divisionNumber(source.countyCode ?? ''));
    const take = (kind: KeyKind, text: string): void => {
      hashInto(this.lanes, 0, text);
      const [low = 0, high = 0] = this.lanes;
      this.buckets[bucketOf(high)]?.add(low, high, kind, owner);
    };
    if (this.side === 'enterprise') eachEnterpriseKey(enterpriseRecord(source as RegisteredEnterprise, this.parser), take);
    else eachUnitKey(unitRecord(source as EnrolmentUnitName, this.parser), take);
  }

  sheet(): { columns: Columns; facts: { readonly divisions: readonly string[] } } {
    const own = { ids: this.ids.view(), textEnds: this.textEnds.view(), prints: this.prints.view(), divisions: this.divisions.view() };
    const keys = this.buckets.map((bucket, i) => bucket.columns(i));
    const columns = Object.assign({ ...own, text: new Uint8Array(Buffer.concat(this.texts)) }, ...keys) as Columns;
    return { columns, facts: { divisions: [...this.divisionCodes.keys()] } };
  }

  private addText(text: string): void {
    const bytes = Buffer.from(text);
    this.texts.push(bytes);
    this.textLength += bytes.length;
    this.textEnds.push(this.textLength);
    hashInto(this.lanes, 0, text);
    this.prints.push(this.lanes[0] ?? 0);
    this.prints.push(this.lanes[1] ?? 0);
  }

  private divisionNumber(code: string): number {
    const known = this.divisionCodes.get(code);
    if (known !== undefined) return known;
    this.divisionCodes.set(code, this.divisionCodes.size);
    return this.divisionCodes.size - 1;
  }
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

  /** The fingerprint of a record's text, two lanes a record. */
  get prints(): Uint32Array {
    return this.sheet.u32('prints');
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
