import type { EnterpriseRecord, UnitRecord } from '../domain/records.js';
import { NameParser } from '../domain/parse-name.js';
import type { RegionGazetteer } from '../domain/regions-in-names.js';
import { Segment, segmentName, segmentOf, textColumns, type Side } from './segment.js';
import type { Shelf } from './shelf.js';

/** Segments of texts kept at a time, about 1 MiB each. */
const KEPT_SEGMENTS = 160;

/** Records of a shelf by id, for the few pairs that are compared. */
export class SegmentCache {
  private readonly kept = new Map<string, Segment>();

  constructor(
    private readonly shelf: Shelf,
    private readonly gazetteer: RegionGazetteer,
  ) {}

  /** Reads records together: names are parsed once as long as the reader is used. */
  reader(): RecordReader {
    return new RecordReader(this, new NameParser(this.gazetteer));
  }

  async segment(side: Side, segment: number): Promise<Segment> {
    const name = segmentName(side, segment);
    const known = this.kept.get(name);
    if (known) return known;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= KEPT_SEGMENTS) this.kept.delete(oldest);
    const read = new Segment(await this.shelf.get(name, textColumns));
    this.kept.set(name, read);
    return read;
  }
}

export class RecordReader {
  private readonly units = new Map<number, UnitRecord>();
  private readonly enterprises = new Map<number, EnterpriseRecord>();

  constructor(
    private readonly cache: SegmentCache,
    private readonly parser: NameParser,
  ) {}

  async enterprise(id: number): Promise<EnterpriseRecord> {
    const known = this.enterprises.get(id);
    if (known) return known;
    const segment = await this.cache.segment('enterprise', segmentOf(id));
    const record = segment.enterpriseAt(segment.positionOf(id), this.parser);
    this.enterprises.set(id, record);
    return record;
  }

  async unit(id: number): Promise<UnitRecord> {
    const known = this.units.get(id);
    if (known) return known;
    const segment = await this.cache.segment('unit', segmentOf(id));
    const record = segment.unitAt(segment.positionOf(id), this.parser);
    this.units.set(id, record);
    return record;
  }
}
