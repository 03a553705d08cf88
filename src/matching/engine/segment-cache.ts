import type { EnterpriseRecord, UnitRecord } from '../domain/records.js';
import { NameParser } from '../domain/parse-name.js';
import type { RegionGazetteer } from '../domain/regions-in-names.js';
import type { LayeredSegment } from './layered-segment.js';
import type { RunSheets } from './run-sheets.js';
import { segmentOf, textColumns, type Side } from './segment.js';

/** Segments of texts kept at a time, about 1 MiB each. */
const KEPT_SEGMENTS = 160;

/** Records of a run by id, for the few pairs that are compared. */
export class SegmentCache {
  private readonly kept = new Map<string, LayeredSegment>();

  constructor(
    private readonly sheets: RunSheets,
    private readonly gazetteer: RegionGazetteer,
  ) {}

  /** Reads records together: names are parsed once as long as the reader is used. */
  reader(): RecordReader {
    return new RecordReader(this, new NameParser(this.gazetteer));
  }

  async segment(side: Side, segment: number): Promise<LayeredSegment> {
    const name = `${side}-${segment}`;
    const known = this.kept.get(name);
    if (known) return known;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= KEPT_SEGMENTS) this.kept.delete(oldest);
    const read = await this.sheets.segment(side, segment, textColumns);
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
    const record = segment.enterprise(id, this.parser);
    this.enterprises.set(id, record);
    return record;
  }

  async unit(id: number): Promise<UnitRecord> {
    const known = this.units.get(id);
    if (known) return known;
    const segment = await this.cache.segment('unit', segmentOf(id));
    const record = segment.unit(id, this.parser);
    this.units.set(id, record);
    return record;
  }
}
