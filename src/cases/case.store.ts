import type { Scope } from '../access/index.js';
import type { LocalDate } from '../kernel/index.js';
import type { DiseaseCase } from './domain/disease-case.js';

export interface KnownCase {
  readonly personIndex: string;
  readonly diseaseName: string;
  /** What the newest record says, for comparison. */
  readonly current: DiseaseCase;
}

/** A person, by `personIndex`, and a disease: what two counties must not both report. */
export interface PersonAndDisease {
  readonly personIndex: string;
  readonly diseaseName: string;
}

export interface NewCase {
  readonly personIndex: string;
  readonly case: DiseaseCase;
  readonly sheet: string;
  readonly row: number;
}

/** A case with its lasting identity and the row that its newest record comes from. */
export interface KeptCase {
  readonly caseId: number;
  readonly case: DiseaseCase;
  readonly source: { readonly batchId: number; readonly sheet: string; readonly row: number };
}

/** Where disease cases are kept; names and ID numbers sealed. Writing needs a unit of work. */
export abstract class CaseStore {
  /** Equal for equal ID numbers, without giving them away. */
  abstract personIndex(idNumber: string): string;
  abstract known(countyCode: string): Promise<KnownCase[]>;
  abstract add(countyCode: string, batchId: number, cases: readonly NewCase[], at: Date): Promise<void>;
  /** Takes a batch's records back: the ones before them are in force again, cases that no record names any more go. */
  abstract undo(batchId: number): Promise<void>;
  /** Cases in force that were diagnosed by the day, earliest first. */
  abstract diagnosedBy(scope: Scope, day: LocalDate): Promise<KeptCase[]>;
  abstract find(scope: Scope, caseId: number): Promise<DiseaseCase | undefined>;
  /** Who stands in a row of an applied batch. */
  abstract person(source: KeptCase['source']): Promise<Pick<DiseaseCase, 'name' | 'idNumber'> | undefined>;
  /** Those of the cases that any of these counties has in force. Says no more than that: the asking county may not see the others' data. */
  abstract alsoHeldBy(countyCodes: readonly string[], cases: readonly PersonAndDisease[]): Promise<PersonAndDisease[]>;
  /** The cases of a person and disease that more than one county of the scope has in force, together. */
  abstract heldByMoreThanOne(scope: Scope): Promise<KeptCase[][]>;
}
