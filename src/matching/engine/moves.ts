import { GrowingColumn } from './growing-column.js';
import { ALL_BUCKETS } from './keys.js';
import type { Place } from './layered-segment.js';
import type { Columns, Sheet } from './shelf.js';

/** A key that a record had before it changed, or has now. */
export interface Move {
  readonly low: number;
  readonly high: number;
  readonly kind: number;
  readonly id: number;
  /** '' for an unknown one. */
  readonly division: string;
  readonly isNew: boolean;
}

class BucketMoves {
  readonly lanes = new GrowingColumn(Uint32Array, 64);
  readonly kinds = new GrowingColumn(Uint8Array, 64);
  readonly owners = new GrowingColumn(Uint32Array, 64);
  readonly divisions = new GrowingColumn(Uint16Array, 64);
  readonly signs = new GrowingColumn(Uint8Array, 64);
}

/** Notes the keys that changed records of a segment had and have. */
export class MovesWriter {
  private readonly ids = new GrowingColumn(Uint32Array, 64);
  private readonly buckets = ALL_BUCKETS.map(() => new BucketMoves());
  private readonly divisionCodes: string[] = [];

  /** @param before null for a record that is new @param now null for one that is gone */
  add(id: number, before: Place | null, now: Place | null): void {
    this.ids.push(id);
    if (before !== null) this.addKeys(id, before, 0);
    if (now !== null) this.addKeys(id, now, 1);
  }

  sheet(): { columns: Columns; facts: { readonly divisions: readonly string[] } } {
    const columns: Record<string, Columns[string]> = { ids: this.ids.view() };
    for (const [bucket, { lanes, kinds, owners, divisions, signs }] of this.buckets.entries()) {
      columns[`lanes${bucket}`] = lanes.view();
      columns[`kinds${bucket}`] = kinds.view();
      columns[`owners${bucket}`] = owners.view();
      columns[`divisions${bucket}`] = divisions.view();
      columns[`signs${bucket}`] = signs.view();
    }
    return { columns, facts: { divisions: this.divisionCodes } };
  }

  private addKeys(id: number, { segment, position }: Place, sign: number): void {
    const division = this.divisionNumber(segment.divisionAt(position));
    segment.eachKeyAt(position, (bucket, low, high, kind) => {
      const moves = this.buckets[bucket];
      moves?.lanes.push(low);
      moves?.lanes.push(high);
      moves?.kinds.push(kind);
      moves?.owners.push(id);
      moves?.divisions.push(division);
      moves?.signs.push(sign);
    });
  }

  private divisionNumber(code: string): number {
    const known = this.divisionCodes.indexOf(code);
    return known >= 0 ? known : this.divisionCodes.push(code) - 1;
  }
}

/** Columns of the moves of one bucket. */
export const moveColumns =
  (bucket: number) =>
  (column: string): boolean =>
    ['lanes', 'kinds', 'owners', 'divisions', 'signs'].some((name) => column === `${name}${bucket}`);

export function* movesIn(sheet: Sheet, bucket: number): Generator<Move> {
  const { divisions: codes } = sheet.facts as { readonly divisions: readonly string[] };
  const [lanes, kinds, owners] = [sheet.u32(`lanes${bucket}`), sheet.u8(`kinds${bucket}`), sheet.u32(`owners${bucket}`)];
  const [divisions, signs] = [sheet.u16(`divisions${bucket}`), sheet.u8(`signs${bucket}`)];
  for (let i = 0; i < kinds.length; i += 1)
    yield {
      low: lanes[2 * i] ?? 0,
      high: lanes[2 * i + 1] ?? 0,
      kind: kinds[i] ?? 0,
      id: owners[i] ?? 0,
      division: codes[divisions[i] ?? 0] ?? '',
      isNew: signs[i] === 1,
    };
}
