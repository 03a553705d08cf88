import type { UnitExtract } from './domain/index.js';
import type { KnownPersonRecord } from './enrolment-person.store.js';

export interface ListedChanges {
  readonly added: readonly KnownPersonRecord[];
  readonly changed: readonly { readonly before: KnownPersonRecord; readonly after: KnownPersonRecord }[];
}

/** How many records of each type are wanted. */
export interface WantedChanges {
  readonly added: number;
  readonly changed: number;
}

/**
 * Finds some of a staged batch's changes, for a preview. Goes through the records in spans and ends as soon as it has found what is wanted, so that
 * memory does not grow with the batch. `inForce`: the extracts to compare with, by unit number.
 */
export abstract class PersonChangesStore {
  abstract listed(batchId: number, inForce: ReadonlyMap<string, UnitExtract>, wanted: WantedChanges): Promise<ListedChanges>;
  /** Active records of the extracts in force that the batch no longer lists. */
  abstract missing(batchId: number, inForce: ReadonlyMap<string, UnitExtract>, wanted: number): Promise<KnownPersonRecord[]>;
}
