import type { Scope } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import type { DiseaseCase } from './domain/disease-case.js';

export interface KnownCase {
  readonly personIndex: string;
  readonly diseaseName: string;
  /** What the newest record says, for comparison. */
  readonly current: DiseaseCase;
}

export interface NewCase {
  readonly personIndex: string;
  readonly case: DiseaseCase;
  readonly sheet: string;
  readonly row: number;
}

/** Where disease cases are kept; names and ID numbers sealed. Writing needs a unit of work. */
export abstract class CaseStore {
  /** Equal for equal ID numbers, without giving them away. */
  abstract personIndex(idNumber: string): string;
  abstract known(countyCode: string): Promise<KnownCase[]>;
  abstract add(countyCode: string, batchId: number, cases: readonly NewCase[], at: Date): Promise<void>;
  /** Takes a batch's records back: the ones before them are in force again, cases that no record names any more go. */
  abstract undo(batchId: number): Promise<void>;
  /** Whether what was known at `at` of the cases diagnosed within the window came from the batch. */
  abstract restsOn(
    batchId: number,
    countyCode: string,
    window: { readonly from: LocalDate; readonly to: LocalDate },
    at: Date,
  ): Promise<boolean>;
  /** Cases in force that were diagnosed within the window, both ends included, earliest first. */
  abstract diagnosedWithin(scope: Scope, from: LocalDate, to: LocalDate): Promise<DiseaseCase[]>;
}
