import { CountTable, Counts, LayeredCounts } from './count-table.js';
import { Decisions } from './decisions.js';
import { readFacts, type LinkFacts } from './facts.js';
import { IdSet } from './id-set.js';
import { ALL_BUCKETS } from './keys.js';
import { LayeredSegment } from './layered-segment.js';
import { Segment, type Side } from './segment.js';
import type { Sheet, Shelf } from './shelf.js';

/** What is known once all segments of a run are written. */
export interface PlanFacts {
  readonly segments: Readonly<Record<Side, readonly number[]>>;
  /** Divisions in which there are units; '' for an unknown one. */
  readonly peopled: readonly string[];
  readonly enterprisesByDivision: Readonly<Record<string, number>>;
  /** False where only what changes concern is looked at again. */
  readonly isFull: boolean;
}

/** What changes concern. */
export interface Concerned {
  /** Enterprises all of whose pairs are looked at again. */
  readonly wanted: IdSet;
  /** Enterprises whose known pairs are judged again; whom they share a key with is the same. */
  readonly judged: IdSet;
  /** Units that have changed: every pair with one of them is looked at again. */
  readonly changedUnits: IdSet;
  /** Units whose candidates are described in other words, since other numbers of firms are called like them. */
  readonly reworded: IdSet;
  /** Enterprises whose links are written again in any case. */
  readonly rewritten: IdSet;
}

export interface Plan extends PlanFacts {
  readonly decisions: Decisions;
  /** Null where everything is looked at. */
  readonly concerned: Concerned | null;
}

/** What a run leaves on its shelf, by name. */
export const SHEET = {
  plan: 'plan',
  /** Enterprises whose links may have to be written. */
  rewrite: 'rewrite',
  segment: (side: Side, segment: number): string => `${side}-${segment}`,
  /** The records of a segment that have changed since it was written. */
  late: (side: Side, segment: number): string => `late-${side}-${segment}`,
  moves: (side: Side, segment: number): string => `moves-${side}-${segment}`,
  counts: (bucket: number): string => `counts-${bucket}`,
  recounts: (bucket: number): string => `recounts-${bucket}`,
  survey: (bucket: number): string => `survey-${bucket}`,
  pairs: (bucket: number): string => `pairs-${bucket}`,
  facts: (segment: number): string => `facts-${segment}`,
  chosen: (segment: number): string => `chosen-${segment}`,
} as const;

/** Reads the sheets of one run. */
export class RunSheets {
  constructor(readonly shelf: Shelf) {}

  async segment(side: Side, segment: number, isWanted?: (column: string) => boolean): Promise<LayeredSegment> {
    const late = await this.shelf.find(SHEET.late(side, segment), isWanted);
    const base = new Segment(await this.shelf.get(SHEET.segment(side, segment), isWanted));
    return new LayeredSegment(base, late === null ? null : new Segment(late));
  }

  /** As `segment`, with all columns of what has changed since it was written; null for one that the run did not know. */
  async findSegment(side: Side, segment: number, isWanted?: (column: string) => boolean): Promise<LayeredSegment | null> {
    const base = await this.shelf.find(SHEET.segment(side, segment), isWanted);
    const late = await this.shelf.find(SHEET.late(side, segment));
    return base === null ? null : new LayeredSegment(new Segment(base), late === null ? null : new Segment(late));
  }

  async plan(): Promise<Plan> {
    const sheet = await this.shelf.get(SHEET.plan);
    const facts = sheet.facts as PlanFacts;
    return { ...facts, decisions: Decisions.of(sheet), concerned: facts.isFull ? null : readConcerned(sheet) };
  }

  async bucketCounts(bucket: number): Promise<{ readonly base: CountTable; readonly late: CountTable | null }> {
    const late = await this.shelf.find(SHEET.recounts(bucket));
    return { base: CountTable.of(await this.shelf.get(SHEET.counts(bucket))), late: late === null ? null : CountTable.of(late) };
  }

  async counts(): Promise<Counts> {
    const tables: LayeredCounts[] = [];
    for (const bucket of ALL_BUCKETS) {
      const { base, late } = await this.bucketCounts(bucket);
      tables.push(new LayeredCounts(base, late));
    }
    return new Counts(tables);
  }

  /** The pairs of a segment out of all buckets, not yet sorted. @param from `SHEET.pairs` or `SHEET.survey` */
  async pairs(segment: number, from: (bucket: number) => string = SHEET.pairs): Promise<Float64Array> {
    const column = `s${segment}`;
    const found: Float64Array[] = [];
    for (const bucket of ALL_BUCKETS) {
      const sheet = await this.shelf.get(from(bucket), (name) => name === column);
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

  survey(bucket: number): Promise<Sheet> {
    return this.shelf.get(SHEET.survey(bucket), (column) => !/^s\d/.test(column));
  }

  /** Null for a segment that the run did not know. */
  async facts(segment: number): Promise<LinkFacts | null> {
    const sheet = await this.shelf.find(SHEET.facts(segment));
    return sheet === null ? null : readFacts(sheet);
  }

  /** The ids of a segment that changed since the run before. */
  async changed(side: Side, segment: number): Promise<Uint32Array> {
    const sheet = await this.shelf.find(SHEET.moves(side, segment), (column) => column === 'ids');
    return sheet?.u32('ids') ?? new Uint32Array(0);
  }
}

function readConcerned(sheet: Sheet): Concerned {
  const set = (name: string): IdSet => new IdSet(sheet.u32(name));
  return { wanted: set('wanted'), judged: set('judged'), changedUnits: set('changedUnits'), reworded: set('reworded'), rewritten: set('rewritten') };
}
