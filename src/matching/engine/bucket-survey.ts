import type { CountTable, LayeredCounts } from './count-table.js';
import { CountShifts } from './count-shifts.js';
import { IdSet } from './id-set.js';
import { KeyFilter } from './key-filter.js';
import { KeyMarks, MARK } from './key-marks.js';
import { divisionSalt, KEY_KIND } from './keys.js';
import type { Layer } from './layered-segment.js';
import { movesIn, type Move } from './moves.js';
import { MovedUnitKeys } from './moved-unit-keys.js';
import { PairColumns, type DivisionsOf } from './pair-join.js';
import type { Side } from './segment.js';
import type { Columns, Sheet } from './shelf.js';

/** What the changes of one bucket's keys concern: who is to be looked at again, and which pairs with a changed unit there are. */
export class BucketSurvey {
  private readonly filter = new KeyFilter();
  private readonly shifts = new CountShifts();
  private readonly marks = new KeyMarks();
  private readonly units: MovedUnitKeys;
  private readonly wanted = new IdSet();
  private readonly judged = new IdSet();
  private readonly wantedForSimilar = new IdSet();
  private readonly touched = new IdSet();
  private readonly reworded = new IdSet();
  private readonly pairs = new PairColumns();

  constructor(
    private readonly bucket: number,
    private readonly divisionsOf: DivisionsOf,
  ) {
    this.units = new MovedUnitKeys();
  }

  /** To be called with all moves first. */
  addMoves(side: Side, sheet: Sheet): void {
    let record: Move[] = [];
    const flush = (): void => {
      this.shifts.add(side, record);
      if (side === 'unit') for (const move of record) this.units.add(move);
      record = [];
    };
    for (const move of movesIn(sheet, this.bucket)) {
      const [first] = record;
      if (first && (first.id !== move.id || first.isNew !== move.isNew)) flush();
      this.filter.add(move.low);
      record.push(move);
    }
    flush();
  }

  /** To be called after the moves: the counts that are others now, each one more than it is. */
  recount(counts: LayeredCounts, known: CountTable | null): CountTable {
    return this.shifts.apply(counts, known, this.marks);
  }

  /** To be called with all units as they are now, after `recount`. */
  addUnits({ segment, hidden }: Layer): void {
    const { lanes, kinds, owners } = segment.keys(this.bucket);
    const counties = segment.divisionCodes.map(divisionSalt);
    for (let i = 0; i < kinds.length; i += 1) {
      const low = lanes[2 * i] ?? 0;
      if (!this.filter.mayHave(low)) continue;
      const owner = owners[i] ?? 0;
      if (hidden?.[owner] === 1) continue;
      const high = lanes[2 * i + 1] ?? 0;
      const county = counties[segment.divisions[owner] ?? 0] ?? 0;
      this.units.count(low, high, kinds[i] ?? 0, county);
      if (kinds[i] === KEY_KIND.similar) continue;
      const marks = this.marks.get(low, high) | this.marks.getIn(low, high, county);
      if ((marks & MARK.unit) !== 0) this.touched.add(segment.ids[owner] ?? 0);
      if ((marks & MARK.words) !== 0) this.reworded.add(segment.ids[owner] ?? 0);
    }
  }

  /** To be called with all enterprises as they are now, after all units. */
  addEnterprises({ segment, hidden }: Layer): void {
    const { lanes, kinds, owners } = segment.keys(this.bucket);
    const counties = segment.divisionCodes.map(divisionSalt);
    const scopes = segment.divisionCodes.map((county) => this.divisionsOf(county).map(divisionSalt));
    for (let i = 0; i < kinds.length; i += 1) {
      const low = lanes[2 * i] ?? 0;
      const kind = kinds[i] ?? 0;
      if (kind === KEY_KIND.group || !this.filter.mayHave(low)) continue;
      const owner = owners[i] ?? 0;
      if (hidden?.[owner] === 1) continue;
      const id = segment.ids[owner] ?? 0;
      const division = segment.divisions[owner] ?? 0;
      if (kind === KEY_KIND.similar) this.addSimilar(low, lanes[2 * i + 1] ?? 0, id, scopes[division] ?? []);
      else this.addExact(low, lanes[2 * i + 1] ?? 0, kind, id, counties[division] ?? 0, scopes[division] ?? []);
    }
  }

  columns(): Columns {
    return {
      wanted: this.wanted.view(),
      judged: this.judged.view(),
      wantedForSimilar: this.wantedForSimilar.view(),
      touched: this.touched.view(),
      reworded: this.reworded.view(),
      ...this.pairs.columns(),
    };
  }

  private addSimilar(low: number, high: number, id: number, scopes: readonly number[]): void {
    for (const scope of scopes) {
      const key = this.units.similarKey(low, high, scope);
      if (key < 0) continue;
      if (this.units.hasCrossed(key)) this.wantedForSimilar.add(id);
      else this.units.eachChanged(key, (unitId) => this.pairs.add(id, unitId, true));
    }
  }

  private addExact(low: number, high: number, kind: number, id: number, county: number, scopes: readonly number[]): void {
    const marks = this.marks.get(low, high) | this.marks.getIn(low, high, county);
    const isBelow = kind === KEY_KIND.body && scopes.some((scope) => (this.marks.getIn(low, high, scope) & MARK.below) !== 0);
    const key = this.units.exactKey(low, high);
    const within = key < 0 ? -1 : this.units.exactKeyIn(low, high, county);
    if ((marks & MARK.enterprise) !== 0 || isBelow) this.judged.add(id);
    if (this.units.hasCrossed(key) || this.units.hasCrossed(within)) this.wanted.add(id);
    else if (key >= 0) this.units.eachChangedNear(key, within, (unitId) => this.pairs.add(id, unitId, false));
  }
}
