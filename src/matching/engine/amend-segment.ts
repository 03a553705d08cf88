import type { NameParser } from '../domain/parse-name.js';
import type { LayeredSegment, Place } from './layered-segment.js';
import { MovesWriter } from './moves.js';
import { Segment, type Print, type Side, type Source } from './segment.js';
import { rowText, SegmentWriter } from './segment-writer.js';
import { Sheet, type Columns } from './shelf.js';

/** What may have changed in a segment, by what the database noted. */
export interface Amendment {
  /** Ascending. */
  readonly ids: readonly number[];
  /** Those of the ids that have a record now, ascending. */
  readonly rows: readonly Source[];
}

interface Written {
  readonly columns: Columns;
  readonly facts: unknown;
}

export interface Amended {
  readonly moves: Written;
  readonly late: Written;
  /** How many records the late layer has or hides. */
  readonly size: number;
}

/** Brings a segment up to date beside what was written; null where nothing has changed in truth. */
export function amend(side: Side, before: LayeredSegment, { ids, rows }: Amendment, parser: NameParser): Amended | null {
  const changes = truly(before, ids, rows);
  if (changes.size === 0) return null;
  const writer = new SegmentWriter(side, parser);
  const kept = latePlaces(before).filter(({ segment, position }) => !changes.has(segment.ids[position] ?? 0));
  for (const record of inOrder(kept, changes)) {
    if ('place' in record) writer.copy(record.place);
    else writer.add(record.source, record.text, record.print);
  }
  const { columns, facts } = writer.sheet();
  const gone = goneNow(before, changes);
  const late = { columns: { ...columns, gone: Uint32Array.from(gone) }, facts };
  const moves = movesOf(before, new Segment(new Sheet(late.columns, facts)), changes);
  return { moves, late, size: writer.size + gone.length };
}

/** Writes the layers of a segment as one. */
export function merged(side: Side, segment: LayeredSegment, parser: NameParser): Written {
  const writer = new SegmentWriter(side, parser);
  for (const place of segment.places()) writer.copy(place);
  return writer.sheet();
}

interface Change {
  readonly source: Source;
  readonly text: string;
  readonly print: Print;
}

/** What differs from what is known, by id: null for a record that is gone. */
function truly(before: LayeredSegment, ids: readonly number[], rows: readonly Source[]): Map<number, Change | null> {
  const found = new Map(rows.map((row) => [row.id, row]));
  const changes = new Map<number, Change | null>();
  for (const id of ids) {
    const known = before.find(id);
    const source = found.get(id);
    if (source === undefined) {
      if (known !== null) changes.set(id, null);
      continue;
    }
    const { text, print } = rowText(source);
    if (known === null || !isSame(known.segment.printAt(known.position), print)) changes.set(id, { source, text, print });
  }
  return changes;
}

const isSame = (a: Print, b: Print): boolean => a.low === b.low && a.high === b.high;

function latePlaces({ late }: LayeredSegment): Place[] {
  return late === null ? [] : Array.from(late.ids, (_, position) => ({ segment: late, position }));
}

function inOrder(kept: readonly Place[], changes: ReadonlyMap<number, Change | null>): ({ readonly id: number; readonly place: Place } | (Change & { readonly id: number }))[] {
  const records = [
    ...kept.map((place) => ({ id: place.segment.ids[place.position] ?? 0, place })),
    ...[...changes].flatMap(([id, change]) => (change === null ? [] : [{ ...change, id }])),
  ];
  return records.sort((a, b) => a.id - b.id);
}

function goneNow({ late }: LayeredSegment, changes: ReadonlyMap<number, Change | null>): number[] {
  const gone = [...(late?.gone ?? [])].filter((id) => !changes.get(id));
  const goneSince = [...changes].flatMap(([id, change]) => (change === null ? [id] : []));
  return [...new Set([...gone, ...goneSince])].sort((a, b) => a - b);
}

function movesOf(before: LayeredSegment, late: Segment, changes: ReadonlyMap<number, Change | null>): Written {
  const moves = new MovesWriter();
  for (const id of changes.keys()) {
    const position = late.positionOf(id);
    moves.add(id, before.find(id), position < 0 ? null : { segment: late, position });
  }
  return moves.sheet();
}
