import { CountTable, Counts } from './count-table.js';
import { Decisions } from './decisions.js';
import { readFacts, type LinkFacts } from './facts.js';
import { IdSet } from './id-set.js';
import { BUCKETS } from './keys.js';
import { Segment, segmentName, type Side } from './segment.js';
import { SheetUnreadable, type Shelf } from './shelf.js';

/** What is known once all segments of a run are written. */
export interface PlanFacts {
  readonly segments: Readonly<Record<Side, readonly number[]>>;
  /** Divisions in which there are units; '' for an unknown one. */
  readonly peopled: readonly string[];
  readonly enterprisesByDivision: Readonly<Record<string, number>>;
  /** False where only some enterprises are looked at again. */
  readonly isFull: boolean;
}

export interface Plan extends PlanFacts {
  readonly decisions: Decisions;
  /** Enterprises to look at again; null for all. */
  readonly wanted: IdSet | null;
}

/** What a run leaves on its shelf, by name. */
export const SHEET = {
  plan: 'plan',
  /** Enterprises whose links may have to be written. */
  rewrite: 'rewrite',
  changed: (side: Side, segment: number): string => `changed-${side}-${segment}`,
  pairs: (bucket: number): string => `pairs-${bucket}`,
  counts: (bucket: number): string => `counts-${bucket}`,
  facts: (segment: number): string => `facts-${segment}`,
  chosen: (segment: number): string => `chosen-${segment}`,
} as const;

/** Reads the sheets of one run. */
export class RunSheets {
  constructor(readonly shelf: Shelf) {}

  async segment(side: Side, segment: number, isWanted?: (column: string) => boolean): Promise<Segment> {
    return new Segment(await this.shelf.get(segmentName(side, segment), isWanted));
  }

  async plan(): Promise<Plan> {
    const sheet = await this.shelf.get(SHEET.plan);
    const facts = sheet.facts as PlanFacts;
    return { ...facts, decisions: Decisions.of(sheet), wanted: facts.isFull ? null : new IdSet(sheet.u32('wanted')) };
  }

  async counts(): Promise<Counts> {
    const tables: CountTable[] = [];
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) tables.push(CountTable.of(await this.shelf.get(SHEET.counts(bucket))));
    return new Counts(tables);
  }

  /** The pairs of a segment out of all buckets, not yet sorted. */
  async pairs(segment: number): Promise<Float64Array> {
    const column = `s${segment}`;
    const found: Float64Array[] = [];
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      const sheet = await this.shelf.get(SHEET.pairs(bucket), (name) => name === column);
      if (sheet.has(column)) found.push(sheet.f64(column));
    }
    const joined = new Float64Array(found.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of found) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  }

  async facts(segment: number): Promise<LinkFacts> {
    return readFacts(await this.shelf.get(SHEET.facts(segment)));
  }

  /** The ids of a segment that changed since the run before; none where the segment was taken over. */
  async changed(side: Side, segment: number): Promise<Uint32Array> {
    try {
      return (await this.shelf.get(SHEET.changed(side, segment))).u32('ids');
    } catch (error) {
      if (error instanceof SheetUnreadable) return new Uint32Array(0);
      throw error;
    }
  }
}
