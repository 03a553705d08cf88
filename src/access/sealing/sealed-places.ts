/** A column of sealed texts. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
}

/** A row's key: a number, or text where the table has no number. */
export type RowKey = number | string;

export interface SealedValue {
  readonly id: RowKey;
  readonly text: string;
}

/** All columns that hold sealed texts, found by how their entities declare them: none can be forgotten. */
export abstract class SealedPlaces {
  abstract all(): readonly SealedPlace[];
  /** The first values behind the row `after` (null: from the beginning) that another key than this one sealed, in the order of their rows. */
  abstract sealedOtherwise(place: SealedPlace, keyId: string, after: RowKey | null, limit: number): Promise<SealedValue[]>;
  /** In a unit of work; nothing happens where the value has changed since. */
  abstract replace(place: SealedPlace, from: SealedValue, to: string): Promise<void>;
  /** Whether any value is sealed with this key. */
  abstract anySealedBy(place: SealedPlace, keyId: string): Promise<boolean>;
}
