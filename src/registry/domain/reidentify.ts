import { identifyRows } from './handover.js';
import type { EnterpriseIdentity } from './model.js';
import type { FormerName, Recognition } from './recognition.js';

/** A line that stays, with the enterprise that it was taken for. */
export interface KeptLine extends Recognition {
  readonly lineId: number;
  readonly enterpriseId: number;
  readonly name: string;
}

export interface KeptHandover {
  readonly id: number;
  readonly recordedBy: string;
  readonly recordedAt: Date;
  readonly lines: readonly KeptLine[];
}

/** A name that a person's link has taught. */
export interface LearntName {
  readonly enterpriseId: number;
  readonly nameKey: string;
  readonly at: Date;
}

/** An enterprise as its lines make it known. */
export interface RegainedIdentity {
  /** Negative: an enterprise that is to be made, because the one that its lines were taken for is another. */
  readonly id: number;
  /** The line that first named it. */
  readonly first: { readonly handover: KeptHandover; readonly line: KeptLine };
  readonly creditCode: string | null;
  /** With the hand-over that first told of each. */
  readonly formerNames: readonly (FormerName & { readonly handover: KeptHandover })[];
  readonly lineIds: readonly number[];
}

/**
 * Who a county's enterprises are when some of its hand-overs are taken back: every later line is recognised anew, for it may have been
 * recognised by a code or a former name that only those had told. An identity keeps its id wherever it still has a line of its own.
 * @param handovers those that stay, in the order of recording
 * @param since the id of the first hand-over that is taken back: lines recorded before it are what they were
 */
export function reidentify(handovers: readonly KeptHandover[], learnt: readonly LearntName[], since: number): RegainedIdentity[] {
  const regained = new Regaining(learnt);
  for (const handover of handovers) {
    const owners = handover.id < since ? handover.lines.map((line) => ({ line, id: line.enterpriseId })) : regained.ownersOf(handover);
    for (const { line, id } of owners) regained.admit(id, handover, line);
  }
  return regained.identities();
}

interface Growing {
  readonly id: number;
  readonly first: RegainedIdentity['first'];
  creditCode: string | null;
  readonly formerNames: Map<string, FormerName & { readonly handover: KeptHandover }>;
  readonly lineIds: number[];
}

class Regaining {
  private readonly alive = new Map<number, Growing>();
  private made = 0;

  constructor(private readonly learnt: readonly LearntName[]) {}

  /** Recognises the lines of a hand-over by what was known before it. */
  ownersOf(handover: KeptHandover): { readonly line: KeptLine; readonly id: number }[] {
    const { rows, repeated } = identifyRows(handover.lines, this.known(handover.recordedAt));
    const taken = new Set(this.alive.keys());
    const ownIdentity = (line: KeptLine): number => {
      const id = taken.has(line.enterpriseId) ? -(this.made += 1) : line.enterpriseId;
      taken.add(id);
      return id;
    };
    return [
      ...rows.map(({ row, enterpriseId }) => ({ line: row, id: enterpriseId ?? ownIdentity(row) })),
      // Applied as two, two they stay.
      ...repeated.map(({ row }) => ({ line: row, id: ownIdentity(row) })),
    ];
  }

  admit(id: number, handover: KeptHandover, line: KeptLine): void {
    const known = this.alive.get(id);
    const identity: Growing = known ?? { id, first: { handover, line }, creditCode: null, formerNames: new Map(), lineIds: [] };
    if (!known) this.alive.set(id, identity);
    identity.creditCode ??= line.creditCode;
    identity.lineIds.push(line.lineId);
    for (const name of line.formerNames) {
      if (!identity.formerNames.has(name.nameKey)) identity.formerNames.set(name.nameKey, { ...name, handover });
    }
  }

  identities(): RegainedIdentity[] {
    return [...this.alive.values()].map((identity) => ({ ...identity, formerNames: [...identity.formerNames.values()] }));
  }

  private known(at: Date): EnterpriseIdentity[] {
    return [...this.alive.values()].map(({ id, first, creditCode, formerNames }) => ({
      id,
      nameKey: first.line.nameKey,
      creditCode,
      aliasKeys: [...formerNames.keys(), ...this.learntBy(id, at)],
    }));
  }

  private learntBy(id: number, at: Date): string[] {
    return this.learnt.filter((name) => name.enterpriseId === id && name.at <= at).map(({ nameKey }) => nameKey);
  }
}
