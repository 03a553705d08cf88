import type { SourceFile } from '../../../platform/files/source-file.js';
import type { OpenOptions, SheetInfo } from '../../domain/index.js';
import type { ProblemKind } from '../../../kernel/index.js';

/** What the server asks of a reader. A `reading` is one pass over a sheet; it may send as many batches as it was allowed. */
export type ReaderRequest =
  | { readonly type: 'open'; readonly file: SourceFile; readonly options: OpenOptions | undefined }
  | { readonly type: 'read'; readonly reading: number; readonly sheet: number; readonly batches: number }
  | { readonly type: 'more'; readonly reading: number }
  | { readonly type: 'stop'; readonly reading: number };

/** A `Problem` on its way between processes. */
export interface SentProblem {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type ReaderAnswer =
  | { readonly type: 'opened'; readonly sheets: readonly SheetInfo[] }
  | { readonly type: 'rows'; readonly reading: number; readonly rows: string }
  | { readonly type: 'end'; readonly reading: number }
  | { readonly type: 'refused'; readonly reading: number | null; readonly problem: SentProblem }
  /** An error of the program: where it happened, without its message, which may quote the file. */
  | { readonly type: 'failed'; readonly name: string; readonly frames: readonly string[] };

/** With every answer comes the processor time that the reader has used so far, in seconds. */
export type Timed<T> = T & { readonly cpuSeconds: number };
