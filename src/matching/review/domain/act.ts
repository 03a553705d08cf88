import type { LinkStatus } from '../../link-status.js';

/**
 * What a person does in one go. same, different: of one candidate; none: of all open ones; unsure: of the entry; manual: links what was no
 * candidate; again: an earlier decision holds again; bulk: a band; second-look: an error was found; undo: takes an act back.
 */
export type ActKind = 'same' | 'different' | 'none' | 'unsure' | 'manual' | 'again' | 'bulk' | 'second-look' | 'undo';

/** An act's change of one pair; `unitId` null: the act speaks of the whole entry and changes no link. */
export interface ActedChange {
  readonly id: number;
  readonly actId: number;
  readonly kind: ActKind;
  readonly enterpriseId: number;
  readonly unitId: number | null;
  /** Null: there was no link. */
  readonly fromStatus: LinkStatus | null;
  /** Null: the act took the link away. */
  readonly toStatus: LinkStatus | null;
  readonly undoesId: number | null;
}

/** Changes that hold: neither undone nor undoing, oldest first. */
export function effective<C extends ActedChange>(changes: readonly C[]): C[] {
  const undone = new Set(changes.map(({ undoesId }) => undoesId));
  return changes.filter(({ id, undoesId }) => undoesId === null && !undone.has(id)).sort((a, b) => a.id - b.id);
}

/** The changes of the last act that holds; empty where nobody has done anything. */
export function lastAct<C extends ActedChange>(changes: readonly C[]): C[] {
  const holding = effective(changes);
  const last = holding.at(-1);
  return holding.filter(({ actId }) => actId === last?.actId);
}

/** Of an act's changes those that nothing later rests on: only these can be taken back. */
export function lastOfTheirPairs<C extends ActedChange>(ofAct: readonly C[], all: readonly C[]): C[] {
  const holding = effective(all);
  const ids = new Set(ofAct.map(({ id }) => id));
  const pairOf = ({ enterpriseId, unitId }: ActedChange): string => `${enterpriseId}:${unitId ?? ''}`;
  const last = new Map(holding.map((change) => [pairOf(change), change]));
  return [...last.values()].filter(({ id }) => ids.has(id));
}
