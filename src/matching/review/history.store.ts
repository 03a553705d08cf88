import type { Scope } from '../../access/index.js';
import type { Link } from '../link.store.js';
import type { ActKind, PastChange } from './domain/index.js';

/** A link as it is kept in history: everything but its id and version, which come and go with matching runs. */
export type KeptLink = Omit<Link, 'id' | 'version'> & { readonly ruleset: string };

export interface NewAct {
  readonly kind: ActKind;
  readonly by: string;
  /** Null for the system. */
  readonly byId: number | null;
  readonly at: Date;
  readonly note: string | null;
}

/** A change of one pair with what both sides are called at that moment. */
export interface NewChange extends Omit<PastChange, 'id' | 'actId' | 'kind' | 'actedBy' | 'actedAt' | 'note'> {
  readonly countyCode: string;
  readonly unitName: string | null;
  /** Null where there was no link. */
  readonly before: KeptLink | null;
}

export interface RecordedChange extends NewChange, PastChange {
  readonly actedById: number | null;
}

/** What persons have decided about links, only ever added to. Writing needs a unit of work. */
export abstract class DecisionHistory {
  /** Returns the id of the act. */
  abstract record(act: NewAct, changes: readonly NewChange[]): Promise<number>;
  /** Oldest first, with what was undone and what undid it. */
  abstract ofEnterprises(scope: Scope, enterpriseIds: readonly number[]): Promise<RecordedChange[]>;
  /** Empty where the act changed nothing in the scope. */
  abstract ofAct(scope: Scope, actId: number): Promise<RecordedChange[]>;
  /** Changes that speak of units with these numbers, whatever enterprise they were held against. */
  abstract aboutUnits(scope: Scope, unitNos: readonly string[]): Promise<RecordedChange[]>;
  /** Changes that put a pair back before the reviewer because a second look found an error. */
  abstract foundWrong(scope: Scope): Promise<RecordedChange[]>;
}
