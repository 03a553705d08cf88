import { CountTable, eachCountOf, type LayeredCounts } from './count-table.js';
import { MARK, type KeyMarks } from './key-marks.js';
import { KeyTable } from './key-table.js';
import { divisionSalt, KEY_KIND } from './keys.js';
import type { Move } from './moves.js';
import type { Side } from './segment.js';

/** From so many on, one more or less makes no difference: rules ask whether there is none, or nobody but the record itself. */
const SEVERAL = 2;

interface Shift {
  readonly side: Side;
  readonly kind: number;
  /** The key that is counted. */
  readonly low: number;
  readonly high: number;
  /** The salt of the county within which it is counted. */
  readonly county: number | null;
  readonly place: number;
  by: number;
  /** Of a group: the keys of the bodies that it may be of. */
  readonly bodies: Move[];
}

/** How the counts of one bucket change, and whom the rules would therefore judge otherwise. */
export class CountShifts {
  private readonly keys = new KeyTable();
  private readonly shifts: Shift[] = [];

  /** @param moves keys that one record had, or those that it has */
  add(side: Side, moves: readonly Move[]): void {
    const bodies = moves.filter(({ kind }) => kind === KEY_KIND.body);
    for (const move of moves) {
      const place = divisionSalt(move.division);
      eachCountOf(side, move.kind, move.low, move.high, place, (low, high, inCounty) => {
        const { kind } = move;
        const number = this.keys.number(low, high);
        const shift = (this.shifts[number] ??= { side, kind, low: move.low, high: move.high, county: inCounty ? place : null, place, by: 0, bodies: [] });
        shift.by += move.isNew ? 1 : -1;
        if (kind === KEY_KIND.group) addMissing(shift.bodies, bodies);
      });
    }
  }

  /** Marks what the shifts concern, and returns the counts that are others now, each one more than it is. */
  apply(counts: LayeredCounts, known: CountTable | null, marks: KeyMarks): CountTable {
    const shifted = this.shifts.filter(({ by }) => by !== 0);
    let expected = shifted.length;
    known?.each(() => (expected += 1));
    const recounts = CountTable.forKeys(expected);
    known?.each((low, high, count) => recounts.set(low, high, count));
    for (const [number, shift] of this.shifts.entries()) {
      if (shift.by === 0) continue;
      const { low, high } = this.keys.at(number);
      const before = counts.get(low, high);
      recounts.set(low, high, before + shift.by + 1);
      mark(shift, Math.min(before, before + shift.by) < SEVERAL, marks);
    }
    return recounts;
  }
}

function addMissing(bodies: Move[], of: readonly Move[]): void {
  for (const body of of) if (!bodies.some(({ low, high }) => low === body.low && high === body.high)) bodies.push(body);
}

/** By what the rules ask: see `automaticGround`, `isUncontested`, `ownsPhone` and `EnterpriseDecider`. */
function mark(shift: Shift, isDecisive: boolean, marks: KeyMarks): void {
  const { side, kind, low, high, county, place, bodies } = shift;
  if (kind === KEY_KIND.group) {
    marks.add(low, high, MARK.words);
    const who = side === 'unit' ? MARK.below : MARK.enterprise | MARK.unit;
    if (isDecisive) for (const body of bodies) marks.addIn(body.low, body.high, place, who);
  } else if (!isDecisive) return;
  else if (county !== null) marks.addIn(low, high, county, MARK.enterprise);
  else if (side === 'unit') marks.add(low, high, MARK.enterprise);
  else marks.add(low, high, kind === KEY_KIND.body ? MARK.unit : MARK.enterprise | MARK.unit);
}
