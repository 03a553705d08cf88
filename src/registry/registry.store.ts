import type { Scope } from '../access/index.js';
import type { LocalDate, Month } from '../kernel/index.js';
import type { EnterpriseIdentity, LineInForce, LineSource, RegistryLine, ScopeDecision, ScopeProposal } from './domain/index.js';

export interface KnownEnterprise extends EnterpriseIdentity {
  /** Its newest line, null where only older data named it. */
  readonly line: RegistryLine | null;
}

export interface NewHandover {
  readonly countyCode: string;
  readonly month: Month;
  readonly batchId: number;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly lines: readonly NewLine[];
}

export interface NewLine {
  /** Null: an enterprise that this line makes known. */
  readonly enterpriseId: number | null;
  readonly nameKey: string;
  readonly formerNames: readonly { readonly name: string; readonly nameKey: string }[];
  readonly line: RegistryLine;
  readonly source: LineSource;
}

/** An enterprise as matching sees it. */
export interface EnterpriseToMatch {
  readonly id: number;
  readonly countyCode: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly creditCode: string | null;
  readonly address: string;
  readonly contact: string;
  readonly phones: readonly string[];
  readonly headcount: number | null;
}

/** What is known of an enterprise now. */
export interface EnterpriseDetail {
  readonly id: number;
  readonly countyCode: string;
  /** That of its newest line; of the row that first named it where no line is left. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly creditCode: string | null;
  readonly line: LineInForce | null;
}

/** A name that a confirmed link has taught, and an enterprise of the pooling area that came later and bears it too. */
export interface LearntNameRival {
  readonly enterpriseId: number;
  readonly linkId: number;
  readonly name: string;
  readonly learntAt: Date;
  readonly rivalId: number;
}

export interface RecordedDecision extends ScopeDecision {
  readonly id: number;
  readonly enterpriseId: number;
  readonly reason: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
}

export interface InsuranceProof {
  readonly enterpriseId: number;
  readonly insuredCount: number;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  readonly document: string;
}

/** The name of a unit that a person has confirmed to be the enterprise. */
export interface LearntAlias {
  readonly enterpriseId: number;
  readonly linkId: number;
  readonly name: string;
  readonly nameKey: string;
  readonly by: string;
  readonly at: Date;
}

export interface Enterprise {
  readonly id: number;
  readonly countyCode: string;
  readonly name: string;
}

/** Where the registry is kept. Writing needs a unit of work. */
export abstract class RegistryStore {
  abstract known(countyCode: string): Promise<KnownEnterprise[]>;
  abstract addHandover(handover: NewHandover): Promise<void>;
  /** Takes a batch's hand-overs back: everything is as if they had never come, but for what persons have decided. */
  abstract undoHandovers(batchId: number): Promise<void>;
  /** The counties that had handed over a registry by the month. */
  abstract countiesWithData(scope: Scope, asOf: Month): Promise<ReadonlySet<string>>;
  /** For every enterprise of the scope that is listed by the month: its line in force. */
  abstract linesInForce(scope: Scope, asOf: Month): Promise<LineInForce[]>;
  /** Whether an enterprise of the scope is listed in this row. */
  abstract hasLine(scope: Scope, source: LineSource): Promise<boolean>;
  abstract enterprise(id: number, scope: Scope): Promise<Enterprise | undefined>;
  /** Those of the enterprises that the scope allows, by id, each named as its newest line names it. */
  abstract named(ids: readonly number[], scope: Scope): Promise<ReadonlyMap<number, Enterprise>>;
  /** Those of the enterprises that the scope has, in the order of their ids. */
  abstract details(scope: Scope, ids: readonly number[]): Promise<EnterpriseDetail[]>;
  /** The listed enterprises of the scope with ids from `first` to `last`, in the order of their ids. */
  abstract toMatchAmong(scope: Scope, first: number, last: number): Promise<EnterpriseToMatch[]>;
  /** Those of the ids, which ascend. */
  abstract toMatchOf(scope: Scope, ids: readonly number[]): Promise<EnterpriseToMatch[]>;
  /** The largest id of an enterprise; 0 where there is none. */
  abstract lastEnterpriseId(): Promise<number>;
  /** What a confirmed link teaches; forgotten when the link is undone. */
  abstract learnAlias(alias: LearntAlias): Promise<void>;
  abstract forgetAliases(linkId: number): Promise<void>;
  /** Learnt names of the scope's enterprises that enterprises which came later bear as their own, wherever these are. */
  abstract learntNameRivals(scope: Scope): Promise<LearntNameRival[]>;
  /** Decisions not undone, oldest first, by enterprise. */
  /** Every name under which enterprises of the scope are or were listed, and their other names; the newest last. */
  abstract knownNames(scope: Scope): Promise<{ readonly id: number; readonly name: string }[]>;
  abstract decisions(scope: Scope): Promise<ReadonlyMap<number, readonly RecordedDecision[]>>;
  abstract addDecision(decision: Omit<RecordedDecision, 'id'>): Promise<RecordedDecision>;
  /** False where there is no such decision that still holds. */
  abstract undoDecision(id: number, by: string, at: Date): Promise<boolean>;
  abstract decision(id: number, scope: Scope): Promise<RecordedDecision | undefined>;
  abstract proofs(scope: Scope): Promise<InsuranceProof[]>;
  abstract addProof(proof: InsuranceProof, by: string, at: Date): Promise<void>;
}

export type { ScopeProposal };
