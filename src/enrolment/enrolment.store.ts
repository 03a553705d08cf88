import type { Scope } from '../access/index.js';
import type { Month } from '../kernel/index.js';
import type { EnrolmentRecord, InsuredAsOf } from './domain/index.js';

/** An insured unit as it is known now. */
export interface EnrolmentUnit {
  readonly id: number;
  readonly unitNo: string;
  readonly name: string;
  readonly creditCode: string | null;
  /** 参保区划; null where it is not a county of this installation. */
  readonly countyCode: string | null;
}

/** What an extract may say of a unit beside its name: evidence for matching. */
export interface UnitParticulars {
  readonly contact: string | null;
  readonly phones: readonly string[];
  readonly address: string | null;
}

/** An insured unit as matching sees it, with what its newest record says. */
export interface UnitToMatch extends EnrolmentUnit, UnitParticulars {
  /** 参保人数; null where no 工伤保险 record of the newest month states it. */
  readonly insuredCount: number | null;
}

export interface NewRecord extends EnrolmentRecord {
  readonly unitNo: string;
  readonly particulars: UnitParticulars;
  readonly sheet: string;
  readonly row: number;
}

/** The newest record of a unit up to a month, with what identifies it. */
export interface KnownRecord extends EnrolmentRecord {
  readonly unitNo: string;
}

/** A unit's insured people as of a month with the row that says so. */
export interface InsuredUnit extends InsuredAsOf {
  readonly unitId: number;
  readonly unitNo: string;
  readonly name: string;
  readonly source: { readonly batchId: number; readonly sheet: string; readonly row: number };
}

/** Units whose 参保区划 is in the scope; or all of the pooling area, for those whose scope is all of it. */
export type UnitsOf = Scope | 'everywhere';

export interface UnitPage {
  readonly afterId: number;
  readonly limit: number;
}

/**
 * Where enrolment is kept. Units belong to the city's pooling area and not to a county: a county's enterprises may be insured by any of them,
 * so reading takes units by id (from links within a scope) and matching takes them all.
 */
export abstract class EnrolmentStore {
  /** For every unit and insurance of the pooling area: its newest record not after the month. */
  abstract newestRecords(poolingArea: string, upTo: Month): Promise<KnownRecord[]>;
  /** Adds a month's records; those of the same unit, month and insurance are superseded, units not yet known are made. */
  abstract addRecords(poolingArea: string, batchId: number, records: readonly NewRecord[], at: Date): Promise<void>;
  /** Takes a batch's records back: what they superseded is in force again, units are named as before. */
  abstract undoRecords(batchId: number): Promise<void>;
  /** Whether any 工伤保险 extract speaks of a month not after this one. */
  abstract hasRecords(poolingArea: string, upTo: Month): Promise<boolean>;
  /** Those with ids from `first` to `last` that any record names, in the order of their ids. */
  abstract unitsAmong(poolingArea: string, first: number, last: number): Promise<UnitToMatch[]>;
  /** As `unitsAmong`, those of the ids, which ascend. */
  abstract unitsToMatch(poolingArea: string, ids: readonly number[]): Promise<UnitToMatch[]>;
  /** The largest id of a unit; 0 where there is none. */
  abstract lastUnitId(): Promise<number>;
  /** The next of those that any record names, by id. */
  abstract unitPage(poolingArea: string, of: UnitsOf, page: UnitPage): Promise<EnrolmentUnit[]>;
  /** The unit that a row speaks of; undefined where it is no enrolment row. */
  abstract unitOfRow(source: InsuredUnit['source']): Promise<number | undefined>;
  /** The unit where it is of the pooling area. */
  abstract unitOfArea(poolingArea: string, id: number): Promise<EnrolmentUnit | undefined>;
  abstract unitsById(ids: readonly number[]): Promise<EnrolmentUnit[]>;
  /** For those of the units that have a 工伤保险 record not after the month. */
  abstract insuredAsOf(unitIds: readonly number[], asOf: Month): Promise<ReadonlyMap<number, InsuredUnit>>;
}
