/** A statement on its way to the writing thread, to be run once with each set of parameters until one fails; null asks the thread to end. */
export interface WriterQuery {
  readonly sql: string;
  readonly sets: readonly (readonly unknown[])[];
  /** Nobody waits for the answer. Should it fail, every later statement of the transaction fails for the same reason. */
  readonly posted?: true;
}

/** Of the last run: its rows where the statement returns some, else its counts; or why one failed. Answers come in the order of the questions. */
export interface WriterAnswer {
  readonly rows?: unknown[];
  readonly changes?: number;
  readonly lastInsertRowid?: number | bigint;
  readonly failure?: { readonly name: string; readonly message: string; readonly code?: string };
}
