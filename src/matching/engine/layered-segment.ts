import type { NameParser } from '../domain/parse-name.js';
import type { EnterpriseRecord, UnitRecord } from '../domain/records.js';
import type { Segment } from './segment.js';

/** Records that were written together. */
export interface Layer {
  readonly segment: Segment;
  /** By position: 1 where a later layer has the record as it is now, or it is gone. Null where all of them count. */
  readonly hidden: Uint8Array | null;
}

export interface Place {
  readonly segment: Segment;
  readonly position: number;
}

/** A segment as it is now: as it was once written, and beside it the few records that have changed since. */
export class LayeredSegment {
  readonly layers: readonly Layer[];

  constructor(
    readonly base: Segment,
    /** What has changed since. */
    readonly late: Segment | null,
  ) {
    this.layers = late === null ? [{ segment: base, hidden: null }] : [hiddenBy(base, late), { segment: late, hidden: null }];
  }

  /** Where the record of an id stands; null where there is none. */
  find(id: number): Place | null {
    const changed = this.late?.positionOf(id) ?? -1;
    if (this.late !== null && changed >= 0) return { segment: this.late, position: changed };
    const position = this.base.positionOf(id);
    return position < 0 || this.layers[0]?.hidden?.[position] === 1 ? null : { segment: this.base, position };
  }

  /** The places of all records, in the order of their ids. */
  places(): Place[] {
    const places: Place[] = [];
    for (const { segment, hidden } of this.layers)
      for (let position = 0; position < segment.ids.length; position += 1) if (hidden?.[position] !== 1) places.push({ segment, position });
    const idOf = ({ segment, position }: Place): number => segment.ids[position] ?? 0;
    return this.late === null ? places : places.sort((a, b) => idOf(a) - idOf(b));
  }

  enterprise(id: number, parser: NameParser): EnterpriseRecord {
    const { segment, position } = this.placeOf(id);
    return segment.enterpriseAt(position, parser);
  }

  unit(id: number, parser: NameParser): UnitRecord {
    const { segment, position } = this.placeOf(id);
    return segment.unitAt(position, parser);
  }

  private placeOf(id: number): Place {
    const place = this.find(id);
    if (place === null) throw new Error('A record that pairs speak of is not there.');
    return place;
  }
}

function hiddenBy(base: Segment, late: Segment): Layer {
  const hidden = new Uint8Array(base.ids.length);
  for (const ids of [late.ids, late.gone])
    for (const id of ids) {
      const position = base.positionOf(id);
      if (position >= 0) hidden[position] = 1;
    }
  return { segment: base, hidden };
}
