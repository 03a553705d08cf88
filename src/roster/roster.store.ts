import type { LocalDate, Month } from '../kernel/index.js';
import type { RosterEntry } from './domain/index.js';

/** Where an entry stands. */
export interface RosterSource {
  readonly batchId: number;
  readonly sheet: string;
  readonly row: number;
}

/** A unit as a roster names it. */
export interface NamedUnit {
  readonly sheet: string;
  /** The rows' own county; null where only the sheet says it. */
  readonly countyCode: string | null;
  readonly name: string;
  readonly nameKey: string;
  readonly creditCode: string | null;
}

export interface RosterUnit extends NamedUnit {
  readonly id: number;
  /** Null before the registry has said which enterprise it is. */
  readonly enterpriseId: number | null;
  readonly month: Month | null;
}

/** A person as a batch brings them. */
export interface NewEntry extends Omit<RosterEntry, 'personIndex'> {
  readonly idNumber: string;
  readonly name: string;
  readonly unit: NamedUnit;
  readonly sheet: string;
  readonly row: number;
}

export interface KnownEntry extends RosterEntry {
  readonly source: RosterSource;
}

/** An enterprise's roster in force. */
export interface Roster {
  readonly enterpriseId: number;
  readonly month: Month;
  readonly batchId: number;
}

/**
 * Where rosters are kept. A batch counts from the moment at which it is applied; for each enterprise the newest month's roster counts, for one
 * month the later recorded. Writing needs a unit of work.
 */
export abstract class RosterStore {
  abstract add(batchId: number, entries: readonly NewEntry[]): Promise<void>;
  abstract units(batchId: number): Promise<RosterUnit[]>;
  /** The newest day not after `today` on which somebody of the units joined or left. */
  abstract newestDay(unitIds: readonly number[], today: LocalDate): Promise<LocalDate | null>;
  abstract rowsOf(unitId: number): Promise<{ readonly sheet: string; readonly row: number }[]>;
  /** Says which enterprise a unit is, and of which month its list. */
  abstract identify(unitId: number, enterpriseId: number, countyCode: string, month: Month): Promise<void>;
  /** Takes a unit and its people out of the batch. */
  abstract removeUnit(unitId: number): Promise<void>;
  /** Removes some thousand rows of a batch; false where none were left. */
  abstract removeSome(batchId: number): Promise<boolean>;
  /** The rosters in force as of the month, of those of the enterprises that have one. */
  abstract inForce(enterpriseIds: readonly number[], upTo: Month): Promise<ReadonlyMap<number, Roster>>;
  /** Who stands on the rosters, in the order of their rows, by enterprise. */
  abstract entries(
    rosters: readonly Pick<Roster, 'enterpriseId' | 'batchId' | 'month'>[],
  ): Promise<ReadonlyMap<number, readonly KnownEntry[]>>;
  /** The person of an entry, opened; undefined where there is none. */
  abstract person(source: RosterSource): Promise<{ readonly name: string; readonly idNumber: string } | undefined>;
}
