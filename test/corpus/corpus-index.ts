import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { sharedFolder } from '../support/repository.js';

export interface CorpusFile {
  readonly file: string;
  readonly category: string;
  /** What the index asks of a reader. */
  readonly expect: string;
  readonly special: string;
}

export const CORPUS = sharedFolder('corpus');

export const corpusPath = (file: string): string => join(CORPUS ?? '', file);

/** The files of the corpus; none where it is absent. */
export function corpusFiles(): readonly CorpusFile[] {
  return CORPUS === undefined ? [] : parse(readFileSync(join(CORPUS, 'index.csv')), { columns: true, bom: true });
}
