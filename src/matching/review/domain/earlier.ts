import { effective, type ActedChange } from './act.js';

/** What both sides of a pair are called, and their codes: on these a decision rests. */
export interface PairFacts {
  readonly enterpriseKey: string;
  readonly enterpriseCode: string | null;
  readonly unitNo: string;
  readonly unitKey: string;
  readonly unitCode: string | null;
}

/** A change with the names and codes that both sides had then, and who made it. */
export interface PastChange extends ActedChange {
  readonly enterpriseKey: string;
  readonly enterpriseCode: string | null;
  readonly unitNo: string | null;
  readonly unitKey: string | null;
  readonly unitCode: string | null;
  readonly actedBy: string;
  readonly actedAt: Date;
  readonly note: string | null;
}

export interface EarlierDecision {
  readonly verdict: 'confirmed' | 'rejected';
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
  /** Names and codes of both sides are what they were: it can be confirmed with one key. */
  readonly unchanged: boolean;
}

/**
 * The last decision on this enterprise and unit that was not taken back, whatever identities they had then: rows that were taken back and
 * handed over again may come back as another enterprise of the same name. A decision that a second look found wrong is none.
 * @param past changes of the same county
 */
export function earlierDecision(pair: PairFacts, past: readonly PastChange[]): EarlierDecision | null {
  const about = effective(past).filter((change) => change.unitNo === pair.unitNo && isSameEnterprise(change, pair));
  const last = about.at(-1);
  if (!last || (last.toStatus !== 'confirmed' && last.toStatus !== 'rejected')) return null;
  const { actedBy: by, actedAt: at, note, toStatus: verdict } = last;
  return { verdict, by, at, note, unchanged: isUnchanged(last, pair) };
}

const isSameEnterprise = (change: PastChange, { enterpriseKey, enterpriseCode }: PairFacts): boolean =>
  change.enterpriseKey === enterpriseKey || (enterpriseCode !== null && change.enterpriseCode === enterpriseCode);

const isUnchanged = (then: PastChange, now: PairFacts): boolean =>
  then.enterpriseKey === now.enterpriseKey &&
  then.enterpriseCode === now.enterpriseCode &&
  then.unitKey === now.unitKey &&
  then.unitCode === now.unitCode;
