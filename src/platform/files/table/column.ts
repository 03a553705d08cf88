import type { LocalDate } from '../../../kernel/index.js';

interface Heading {
  readonly header: string;
  /** In characters of the standard font; a Chinese one takes two. */
  readonly width: number;
}

/**
 * One column of a table and where its cells come from; null leaves a cell empty. `text` is for names and also for whatever has digits without being
 * a number: codes, 单位编号, telephones. They are kept as text, of any length. `integer` and `decimal` are quantities that somebody may add up.
 */
export type Column<R> = Heading &
  (
    | { readonly kind: 'text'; readonly value: (row: R) => string | null }
    | { readonly kind: 'integer' | 'decimal'; readonly value: (row: R) => number | null }
    | { readonly kind: 'date'; readonly value: (row: R) => LocalDate | null }
  );

/** A plain table: rows below a header. */
export interface Table<R> {
  readonly columns: readonly Column<R>[];
  /** Asked for one by one, only as fast as the workbook is taken; returned early where nobody takes it any more. */
  readonly rows: AsyncIterable<R> | Iterable<R>;
}
