import { PHONE_SHARED_BY } from '../domain/blocking.js';
import { LONGEST_POSTING } from '../domain/postings.js';
import { SIMILAR_CAP } from '../domain/similar-names.js';
import { GrowingColumn } from './growing-column.js';
import type { IdSet } from './id-set.js';
import type { KeyFilter } from './key-filter.js';
import { KeyTable } from './key-table.js';
import { divisionSalt, KEY_KIND, saltedLane } from './keys.js';
import type { Layer } from './layered-segment.js';
import { segmentOf, SEGMENT_IDS } from './segment.js';
import type { Columns } from './shelf.js';

/** The divisions in which an enterprise of a county looks for similar names: the county, all above it, and '' for units of unknown place. */
export type DivisionsOf = (countyCode: string) => readonly string[];

/** Keys that join nobody where more units share them; others are narrowed to the county. */
const CAPS: Readonly<Record<number, number>> = { [KEY_KIND.similar]: SIMILAR_CAP, [KEY_KIND.phone]: PHONE_SHARED_BY };

/** Of how many units a key joins at most; what is shared by more may still join within a county, if `isNarrowed`. */
export const capOf = (kind: number): number => CAPS[kind] ?? LONGEST_POSTING;
export const isNarrowed = (kind: number): boolean => !(kind in CAPS);

/** Pairs of one segment of enterprises, as numbers that sort by enterprise, then unit. */
export const pairNumber = (enterpriseId: number, unitId: number, onlySimilar: boolean): number =>
  (enterpriseId % SEGMENT_IDS) * 2 ** 33 + unitId * 2 + (onlySimilar ? 1 : 0);

export const pairParts = (pair: number): { readonly offset: number; readonly unitId: number; readonly onlySimilar: boolean } => {
  const offset = Math.floor(pair / 2 ** 33);
  const rest = pair - offset * 2 ** 33;
  return { offset, unitId: Math.floor(rest / 2), onlySimilar: rest % 2 === 1 };
};

/** Collects pairs by segment of enterprises. */
export class PairColumns {
  private readonly found = new Map<number, GrowingColumn<Float64Array>>();

  add(enterpriseId: number, unitId: number, onlySimilar: boolean): void {
    const segment = segmentOf(enterpriseId);
    let column = this.found.get(segment);
    if (!column) this.found.set(segment, (column = new GrowingColumn(Float64Array)));
    column.push(pairNumber(enterpriseId, unitId, onlySimilar));
  }

  /** One column a segment, named as `RunSheets.pairs` looks for it. */
  columns(): Columns {
    return Object.fromEntries([...this.found].map(([segment, column]) => [`s${segment}`, column.view()]));
  }
}

/** Lists of records with the salts of their counties, one list a key. */
export class Lists {
  private readonly heads = new GrowingColumn(Uint32Array);
  private readonly counts = new GrowingColumn(Uint32Array);
  private readonly ids = new GrowingColumn(Uint32Array);
  private readonly counties = new GrowingColumn(Uint32Array);
  private readonly next = new GrowingColumn(Uint32Array);

  add(key: number, id: number, county: number): void {
    while (this.heads.length <= key) {
      this.heads.push(0);
      this.counts.push(0);
    }
    this.next.push(this.heads.room[key] ?? 0);
    this.ids.push(id);
    this.counties.push(county);
    this.heads.room[key] = this.ids.length;
    this.counts.room[key] = (this.counts.room[key] ?? 0) + 1;
  }

  count(key: number): number {
    return key < this.counts.length ? (this.counts.room[key] ?? 0) : 0;
  }

  each(key: number, take: (id: number, county: number) => void): void {
    if (key >= this.heads.length) return;
    for (let at = this.heads.room[key] ?? 0; at !== 0; at = this.next.room[at - 1] ?? 0)
      take(this.ids.room[at - 1] ?? 0, this.counties.room[at - 1] ?? 0);
  }
}

/**
 * Joins enterprises and units by the keys of one bucket. The enterprises lie in a hash table, the units pass by: whoever looks for the
 * partners of a few enterprises holds only these in memory.
 */
export class PairJoin {
  private readonly keys = new KeyTable();
  private readonly seekers = new Lists();
  private readonly units = new Lists();
  /** By key: the kind that it was first sought as. */
  private readonly kinds = new GrowingColumn(Uint8Array);

  constructor(
    private readonly bucket: number,
    private readonly divisionsOf: DivisionsOf,
    /** Divisions in which there are units. */
    private readonly peopled: ReadonlySet<string>,
    /** Where few keys are sought. */
    private readonly filter: KeyFilter | null,
  ) {}

  /** @param wanted the enterprises whose partners are looked for; null for all */
  addEnterprises({ segment, hidden }: Layer, wanted: IdSet | null): void {
    const { lanes, kinds, owners } = segment.keys(this.bucket);
    const counties = segment.divisionCodes.map(divisionSalt);
    const scopes = segment.divisionCodes.map((county) => this.scopesOf(county));
    for (let i = 0; i < kinds.length; i += 1) {
      const owner = owners[i] ?? 0;
      const id = segment.ids[owner] ?? 0;
      if (kinds[i] === KEY_KIND.group || (wanted !== null && !wanted.has(id)) || hidden?.[owner] === 1) continue;
      const division = segment.divisions[owner] ?? 0;
      const low = lanes[2 * i] ?? 0;
      const high = lanes[2 * i + 1] ?? 0;
      const county = counties[division] ?? 0;
      this.filter?.add(low);
      if (kinds[i] !== KEY_KIND.similar) this.seek(low, high, id, county, kinds[i] ?? 0);
      else
        for (const salt of scopes[division] ?? []) this.seek(saltedLane(low, salt), saltedLane(high, salt), id, county, KEY_KIND.similar);
    }
  }

  addUnits({ segment, hidden }: Layer): void {
    const { lanes, kinds, owners } = segment.keys(this.bucket);
    const counties = segment.divisionCodes.map(divisionSalt);
    for (let i = 0; i < kinds.length; i += 1) {
      if (kinds[i] === KEY_KIND.group || this.filter?.mayHave(lanes[2 * i] ?? 0) === false) continue;
      const owner = owners[i] ?? 0;
      if (hidden?.[owner] === 1) continue;
      const county = counties[segment.divisions[owner] ?? 0] ?? 0;
      const low = lanes[2 * i] ?? 0;
      const high = lanes[2 * i + 1] ?? 0;
      const isSimilar = kinds[i] === KEY_KIND.similar;
      const key = isSimilar ? this.keys.find(saltedLane(low, county), saltedLane(high, county)) : this.keys.find(low, high);
      if (key >= 0) this.units.add(key, segment.ids[owner] ?? 0, county);
    }
  }

  /** The pairs by segment of enterprises; one that shares several keys comes several times. */
  pairs(): Columns {
    const pairs = new PairColumns();
    const emit = (enterpriseId: number, unitId: number, onlySimilar: boolean): void => pairs.add(enterpriseId, unitId, onlySimilar);
    for (let key = 0; key < this.keys.size; key += 1) this.emitKey(key, emit);
    return pairs.columns();
  }

  private emitKey(key: number, emit: (enterpriseId: number, unitId: number, onlySimilar: boolean) => void): void {
    const count = this.units.count(key);
    if (count === 0) return;
    const kind = this.kinds.room[key] ?? 0;
    if (count <= capOf(kind)) {
      this.seekers.each(key, (enterpriseId) => this.units.each(key, (unitId) => emit(enterpriseId, unitId, kind === KEY_KIND.similar)));
    } else if (isNarrowed(kind)) this.emitWithinCounties(key, emit);
  }

  /** What `CappedPostings.near` says of a frequent key: only those of the county, and none where these are too many as well. */
  private emitWithinCounties(key: number, emit: (enterpriseId: number, unitId: number, onlySimilar: boolean) => void): void {
    const byCounty = new Map<number, number[]>();
    this.units.each(key, (unitId, county) => {
      const inCounty = byCounty.get(county);
      if (inCounty) inCounty.push(unitId);
      else byCounty.set(county, [unitId]);
    });
    this.seekers.each(key, (enterpriseId, county) => {
      const inCounty = byCounty.get(county) ?? [];
      if (inCounty.length <= LONGEST_POSTING) for (const unitId of inCounty) emit(enterpriseId, unitId, false);
    });
  }

  private seek(low: number, high: number, id: number, county: number, kind: number): void {
    const key = this.keys.number(low, high);
    if (key === this.kinds.length) this.kinds.push(kind);
    this.seekers.add(key, id, county);
  }

  private scopesOf(county: string): number[] {
    return this.divisionsOf(county)
      .filter((code) => this.peopled.has(code))
      .map(divisionSalt);
  }
}
