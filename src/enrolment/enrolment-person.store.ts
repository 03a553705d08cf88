import type { LocalDate, Month } from '../kernel/index.js';
import type { PersonRecord, UnitExtract } from './domain/index.js';

/** Where a record stands. */
export interface PersonSource {
  readonly batchId: number;
  readonly sheet: string;
  readonly row: number;
}

/** A person's record as a batch brings it. */
export interface NewPerson extends PersonRecord {
  /** 18 characters. */
  readonly idNumber: string;
  readonly name: string;
  readonly sheet: string;
  readonly row: number;
}

/** A record in force. */
export interface KnownPersonRecord extends PersonRecord {
  readonly source: PersonSource;
}

/** What a batch holds of a unit for a month. */
export interface UnitSummary extends UnitExtract {
  readonly people: number;
  /** People whose record begins after the month. */
  readonly begunLater: number;
}

/** How many of a batch's records of a unit meet one of the same person and unit in an earlier extract. */
export interface EarlierMatch {
  readonly unitNo: string;
  readonly month: Month;
  readonly batchId: number;
  readonly matched: number;
  readonly changed: number;
  /** Records that were active in the earlier extract. */
  readonly activeBefore: number;
}

/**
 * Where enrolment by person is kept: 工伤保险 only, for nothing else is needed of a person. A batch counts from the moment at which it is
 * applied; for each unit the newest month's extract counts. Writing needs a unit of work.
 */
export abstract class EnrolmentPersonStore {
  /** What equals for the same identity number, and only by accident (2^-128) for another. */
  abstract personIndex(idNumber: string): string;
  abstract add(batchId: number, people: readonly NewPerson[]): Promise<void>;
  /** Counts a batch's records by unit and month, and keeps the counts. */
  abstract summarise(batchId: number, poolingArea: string): Promise<UnitSummary[]>;
  /** The units of a batch whose records have been counted. */
  abstract staged(batchId: number): Promise<UnitExtract[]>;
  /** Makes some records findable by person, from the id `from` on (null: from the first); returns the id to go on from, null once all are. */
  abstract indexSome(batchId: number, from: number | null): Promise<number | null>;
  /** Removes some thousand rows of a batch; false where none were left. */
  abstract removeSome(batchId: number): Promise<boolean>;
  /** For each unit of the pooling area the extract in force as of the month. */
  abstract extractsInForce(poolingArea: string, upTo: Month): Promise<ReadonlyMap<string, UnitExtract>>;
  /** Whether any extract by person speaks of a month not after this one. */
  abstract hasPeople(poolingArea: string, upTo: Month): Promise<boolean>;
  /** Those of the units of which an extract by person lists anybody, by unit number. */
  abstract listedUnits(poolingArea: string, unitNos: readonly string[], upTo: Month): Promise<ReadonlySet<string>>;
  /** Compares a batch's records with those of other batches, a span of them after the other. */
  abstract matchEarlier(batchId: number, earlierBatchIds: readonly number[]): AsyncIterable<readonly EarlierMatch[]>;
  /** Records in force as of the day, active or not, of those of the people who have any, by person index. */
  abstract inForce(
    poolingArea: string,
    personIndices: readonly string[],
    day: LocalDate,
  ): Promise<ReadonlyMap<string, readonly KnownPersonRecord[]>>;
  /** The person of a record, opened; undefined where there is none. */
  abstract person(source: PersonSource): Promise<{ readonly idNumber: string; readonly name: string } | undefined>;
}
