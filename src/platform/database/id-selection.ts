/** Rows that are read by an id, whatever the column is called that holds it. */
export interface IdSelection {
  readonly where: (column: string) => string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const idsBetween = (first: number, last: number): IdSelection => ({
  where: (column) => `${column} BETWEEN :first AND :last`,
  values: { first, last },
});

/** No more of them than go into one list, see `inLists`. */
export const idsIn = (ids: readonly number[]): IdSelection => ({ where: (column) => `${column} IN (:...ids)`, values: { ids } });
