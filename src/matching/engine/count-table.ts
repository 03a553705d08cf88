import type { EnterpriseIndex, KeyCount, UnitIndex } from '../domain/blocking.js';
import { BUCKETS, bucketFor, divisionSalt, hashInto, KEY_KIND, keyText, saltedLane, type KeyKind } from './keys.js';
import type { Segment, Side } from './segment.js';
import type { Columns, Sheet } from './shelf.js';

/** Slots for each expected key: open addressing stays quick up to about two thirds. */
const ROOM = 1.6;

/** How often keys occur: a hash table in three columns. */
export class CountTable {
  private constructor(
    private readonly low: Uint32Array,
    private readonly high: Uint32Array,
    private readonly counts: Uint32Array,
  ) {}

  static forKeys(expected: number): CountTable {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, expected * ROOM)));
    return new CountTable(new Uint32Array(size), new Uint32Array(size), new Uint32Array(size));
  }

  static of(sheet: Sheet): CountTable {
    return new CountTable(sheet.u32('low'), sheet.u32('high'), sheet.u32('counts'));
  }

  columns(): Columns {
    return { low: this.low, high: this.high, counts: this.counts };
  }

  add(low: number, high: number): void {
    const slot = this.slotOf(low, high);
    this.low[slot] = low;
    this.high[slot] = high;
    this.counts[slot] = (this.counts[slot] ?? 0) + 1;
  }

  get(low: number, high: number): number {
    return this.counts[this.slotOf(low, high)] ?? 0;
  }

  set(low: number, high: number, count: number): void {
    const slot = this.slotOf(low, high);
    this.low[slot] = low;
    this.high[slot] = high;
    this.counts[slot] = count;
  }

  /** A table of these counts and of others that have changed since, each one more than it is. */
  with(late: CountTable): CountTable {
    let expected = 0;
    this.each(() => (expected += 1));
    late.each(() => (expected += 1));
    const table = CountTable.forKeys(expected);
    this.each((low, high, count) => {
      if (late.get(low, high) === 0) table.set(low, high, count);
    });
    late.each((low, high, count) => {
      if (count > 1) table.set(low, high, count - 1);
    });
    return table;
  }

  get slots(): number {
    return this.counts.length;
  }

  each(take: (low: number, high: number, count: number) => void): void {
    for (let slot = 0; slot < this.counts.length; slot += 1) {
      const count = this.counts[slot] ?? 0;
      if (count !== 0) take(this.low[slot] ?? 0, this.high[slot] ?? 0, count);
    }
  }

  private slotOf(low: number, high: number): number {
    const mask = this.counts.length - 1;
    let slot = low & mask;
    while (this.counts[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high)) slot = (slot + 1) & mask;
    return slot;
  }
}

/** The counts of a bucket as they are now: as they were once counted, and beside them those that have changed since. */
export class LayeredCounts {
  constructor(
    private readonly base: CountTable,
    /** Each one more than the count, since no count is none. */
    private readonly late: CountTable | null,
  ) {}

  get(low: number, high: number): number {
    const late = this.late?.get(low, high) ?? 0;
    return late > 0 ? late - 1 : this.base.get(low, high);
  }
}

/** A unit's count of a kind is another than an enterprise's. */
const SIDE_SALTS: Readonly<Record<Side, number>> = { enterprise: 0x100, unit: 0x200 };
/** What rules ask about; similar names are no question, nor how many units have a code or a body. */
const COUNTED: Readonly<Record<Side, ReadonlySet<number>>> = {
  enterprise: new Set([KEY_KIND.code, KEY_KIND.mainName, KEY_KIND.alias, KEY_KIND.body, KEY_KIND.group, KEY_KIND.phone]),
  unit: new Set([KEY_KIND.mainName, KEY_KIND.group, KEY_KIND.phone]),
};
/** What counts within a county as well. */
const IN_COUNTY: ReadonlySet<number> = new Set([KEY_KIND.mainName, KEY_KIND.alias]);

/** The counts to which a record's key belongs. @param county the salt of its division */
export function eachCountOf(
  side: Side,
  kind: number,
  keyLow: number,
  keyHigh: number,
  county: number,
  take: (low: number, high: number, inCounty: boolean) => void,
): void {
  if (!COUNTED[side].has(kind)) return;
  const salt = SIDE_SALTS[side] + kind;
  const low = saltedLane(keyLow, salt);
  const high = saltedLane(keyHigh, salt);
  take(low, high, false);
  if (IN_COUNTY.has(kind)) take(saltedLane(low, county), saltedLane(high, county), true);
}

/** Adds a segment's keys of one bucket to the counts. */
export function countKeys(table: CountTable, segment: Segment, bucket: number, side: Side): void {
  const { lanes, kinds, owners } = segment.keys(bucket);
  const salts = segment.divisionCodes.map(divisionSalt);
  const add = (low: number, high: number): void => table.add(low, high);
  for (let i = 0; i < kinds.length; i += 1) {
    const county = salts[segment.divisions[owners[i] ?? 0] ?? 0] ?? 0;
    eachCountOf(side, kinds[i] ?? 0, lanes[2 * i] ?? 0, lanes[2 * i + 1] ?? 0, county, add);
  }
}

/** How many counts `countKeys` may add at most. */
export function countedKeys(segment: Segment, bucket: number, side: Side): number {
  let counted = 0;
  for (const kind of segment.keys(bucket).kinds) if (COUNTED[side].has(kind)) counted += IN_COUNTY.has(kind) ? 2 : 1;
  return counted;
}

/** Answers the rules' questions about all others from the counts of all buckets. */
export class Counts {
  readonly units: UnitIndex;
  readonly enterprises: EnterpriseIndex;
  private readonly lanes = new Uint32Array(2);

  constructor(private readonly tables: readonly LayeredCounts[]) {
    if (tables.length !== BUCKETS) throw new Error(`Counts have ${BUCKETS} buckets.`);
    this.units = {
      byFull: this.counted('unit', KEY_KIND.mainName),
      byPhone: this.phones('unit'),
      rivalsIn: (group) => this.count('unit', KEY_KIND.group, keyText.group(group)),
    };
    this.enterprises = {
      byMainName: this.counted('enterprise', KEY_KIND.mainName),
      byAlias: this.counted('enterprise', KEY_KIND.alias),
      byCode: { all: (code) => ({ length: this.count('enterprise', KEY_KIND.code, keyText.code(code)) }) },
      byPhone: this.phones('enterprise'),
      rivalsIn: (group) => this.count('enterprise', KEY_KIND.group, keyText.group(group)),
    };
  }

  count(side: Side, kind: KeyKind, text: string, county?: string): number {
    hashInto(this.lanes, 0, text);
    const [baseLow = 0, baseHigh = 0] = this.lanes;
    const salt = SIDE_SALTS[side] + kind;
    let low = saltedLane(baseLow, salt);
    let high = saltedLane(baseHigh, salt);
    if (county !== undefined) {
      const within = divisionSalt(county);
      low = saltedLane(low, within);
      high = saltedLane(high, within);
    }
    return this.tables[bucketFor(kind, text, baseHigh)]?.get(low, high) ?? 0;
  }

  private phones(side: Side): Pick<KeyCount, 'all'> {
    return { all: (phone) => ({ length: this.count(side, KEY_KIND.phone, keyText.phone(phone)) }) };
  }

  private counted(side: Side, kind: KeyKind): KeyCount {
    return {
      all: (full) => ({ length: this.count(side, kind, keyText.full(full)) }),
      countIn: (full, county) => this.count(side, kind, keyText.full(full), county),
    };
  }
}
