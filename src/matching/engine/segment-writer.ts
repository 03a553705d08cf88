import type { EnrolmentUnitName, RegisteredEnterprise } from '../domain/model.js';
import type { NameParser } from '../domain/parse-name.js';
import { enterpriseRecord, unitRecord } from '../domain/records.js';
import { GrowingColumn } from './growing-column.js';
import { BUCKETS, bucketFor, eachEnterpriseKey, eachUnitKey, hashInto, type KeyKind } from './keys.js';
import type { Place } from './layered-segment.js';
import type { Print, Side, Source } from './segment.js';
import type { Columns } from './shelf.js';

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

/** Writes a segment: reads the names of its records once and keeps what joins them with others. */
export class SegmentWriter {
  private readonly ids = new GrowingColumn(Uint32Array);
  private readonly textEnds = new GrowingColumn(Uint32Array);
  private readonly prints = new GrowingColumn(Uint32Array);
  private readonly divisions = new GrowingColumn(Uint16Array);
  private readonly divisionCodes = new Map<string, number>();
  private readonly texts: Uint8Array[] = [];
  private textLength = 0;
  private readonly buckets = Array.from({ length: BUCKETS }, () => new BucketWriter());
  private readonly lanes = new Uint32Array(2);

  constructor(
    private readonly side: Side,
    private readonly parser: NameParser,
  ) {}

  get size(): number {
    return this.ids.length;
  }

  /** Records come in the order of their ids. @param text the row's, of `rowText` */
  add(source: Source, text: string, print: Print): void {
    const owner = this.begin(source.id, source.countyCode ?? '', Buffer.from(text), print);
    const take = (kind: KeyKind, key: string): void => {
      hashInto(this.lanes, 0, key);
      const [low = 0, high = 0] = this.lanes;
      this.buckets[bucketFor(kind, key, high)]?.add(low, high, kind, owner);
    };
    if (this.side === 'enterprise') eachEnterpriseKey(enterpriseRecord(source as RegisteredEnterprise, this.parser), take);
    else eachUnitKey(unitRecord(source as EnrolmentUnitName, this.parser), take);
  }

  /** Takes a record over as it was written. */
  copy({ segment, position }: Place): void {
    const owner = this.begin(segment.ids[position] ?? 0, segment.divisionAt(position), segment.textAt(position), segment.printAt(position));
    // What `add` wrote of this record.
    segment.eachKeyAt(position, (bucket, low, high, kind) => this.buckets[bucket]?.add(low, high, kind as KeyKind, owner));
  }

  /** To be called once, after the last record. */
  sheet(): { columns: Columns; facts: { readonly divisions: readonly string[] } } {
    const own = { ids: this.ids.view(), textEnds: this.textEnds.view(), prints: this.prints.view(), divisions: this.divisions.view() };
    const keys = this.buckets.map((bucket, i) => bucket.columns(i));
    const columns = Object.assign({ ...own, text: new Uint8Array(Buffer.concat(this.texts)) }, ...keys) as Columns;
    return { columns, facts: { divisions: [...this.divisionCodes.keys()] } };
  }

  private begin(id: number, division: string, text: Uint8Array, print: Print): number {
    this.ids.push(id);
    this.divisions.push(this.divisionNumber(division));
    this.texts.push(text);
    this.textLength += text.length;
    this.textEnds.push(this.textLength);
    this.prints.push(print.low);
    this.prints.push(print.high);
    return this.ids.length - 1;
  }

  private divisionNumber(code: string): number {
    const known = this.divisionCodes.get(code);
    if (known !== undefined) return known;
    this.divisionCodes.set(code, this.divisionCodes.size);
    return this.divisionCodes.size - 1;
  }
}

const printLanes = new Uint32Array(2);

/** A row as it is kept, and what tells whether it has changed. */
export function rowText(source: Source): { readonly text: string; readonly print: Print } {
  const text = JSON.stringify(source);
  hashInto(printLanes, 0, text);
  const [low = 0, high = 0] = printLanes;
  return { text, print: { low, high } };
}
