import type { EnrolmentUnitName, RegisteredEnterprise } from '../domain/model.js';
import type { NameParser } from '../domain/parse-name.js';
import { enterpriseRecord, unitRecord } from '../domain/records.js';
import { GrowingColumn } from './growing-column.js';
import { BUCKETS, bucketOf, eachEnterpriseKey, eachUnitKey, hashInto, type KeyKind } from './keys.js';
import type { Print, Segment, Side, Source } from './segment.js';
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

/** Reads the names of a segment's records once and keeps what joins them with others; of a record that has not changed it is taken over. */
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
  private readonly cursors = new Uint32Array(BUCKETS);
  /** Ids of records that are new, other than before or gone. */
  readonly changed: number[] = [];
  private before = 0;

  constructor(
    private readonly side: Side,
    private readonly parser: NameParser,
    /** The segment as it was in the run before. */
    private readonly previous: Segment | null,
  ) {}

  /** Records come in the order of their ids. */
  add(source: Source): void {
    const owner = this.ids.length;
    this.ids.push(source.id);
    this.divisions.push(this.divisionNumber(source.countyCode ?? ''));
    const print = this.addText(JSON.stringify(source));
    const place = this.passTo(source.id);
    if (place >= 0 && this.previous?.hasPrint(place, print)) {
      this.copyKeys(this.previous, place, owner);
      return;
    }
    this.changed.push(source.id);
    this.readKeys(source, owner);
  }

  /** To be called once, after the last record. */
  sheet(): { columns: Columns; facts: { readonly divisions: readonly string[] } } {
    this.passTo(Number.MAX_SAFE_INTEGER);
    const own = { ids: this.ids.view(), textEnds: this.textEnds.view(), prints: this.prints.view(), divisions: this.divisions.view() };
    const keys = this.buckets.map((bucket, i) => bucket.columns(i));
    const columns = Object.assign({ ...own, text: new Uint8Array(Buffer.concat(this.texts)) }, ...keys) as Columns;
    return { columns, facts: { divisions: [...this.divisionCodes.keys()] } };
  }

  private addText(text: string): Print {
    const bytes = Buffer.from(text);
    this.texts.push(bytes);
    this.textLength += bytes.length;
    this.textEnds.push(this.textLength);
    hashInto(this.lanes, 0, text);
    const [low = 0, high = 0] = this.lanes;
    this.prints.push(low);
    this.prints.push(high);
    return { low, high };
  }

  /** The place of the id in the previous segment, -1 for none; those that are passed by are gone. */
  private passTo(id: number): number {
    const ids = this.previous?.ids ?? [];
    for (let known = ids[this.before]; known !== undefined && known < id; known = ids[this.before]) {
      this.changed.push(known);
      this.before += 1;
    }
    if (ids[this.before] !== id) return -1;
    this.before += 1;
    return this.before - 1;
  }

  private readKeys(source: Source, owner: number): void {
    const take = (kind: KeyKind, text: string): void => {
      hashInto(this.lanes, 0, text);
      const [low = 0, high = 0] = this.lanes;
      this.buckets[bucketOf(high)]?.add(low, high, kind, owner);
    };
    if (this.side === 'enterprise') eachEnterpriseKey(enterpriseRecord(source as RegisteredEnterprise, this.parser), take);
    else eachUnitKey(unitRecord(source as EnrolmentUnitName, this.parser), take);
  }

  private copyKeys(from: Segment, place: number, owner: number): void {
    for (const [bucket, writer] of this.buckets.entries()) {
      const { lanes, kinds, owners } = from.keys(bucket);
      let at = this.cursors[bucket] ?? 0;
      while (at < owners.length && (owners[at] ?? 0) < place) at += 1;
      // What `readKeys` wrote of this record.
      for (; owners[at] === place; at += 1) writer.add(lanes[2 * at] ?? 0, lanes[2 * at + 1] ?? 0, (kinds[at] ?? 0) as KeyKind, owner);
      this.cursors[bucket] = at;
    }
  }

  private divisionNumber(code: string): number {
    const known = this.divisionCodes.get(code);
    if (known !== undefined) return known;
    this.divisionCodes.set(code, this.divisionCodes.size);
    return this.divisionCodes.size - 1;
  }
}
