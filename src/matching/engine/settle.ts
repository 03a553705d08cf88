import { isShown } from '../domain/candidates.js';
import { settleRivals, type Ground } from '../domain/decide.js';
import type { Decisions } from './decisions.js';
import { FLAG, groundAt, reviewableBit, type LinkFacts } from './facts.js';
import { GrowingColumn } from './growing-column.js';
import { IdSet } from './id-set.js';
import type { Columns } from './shelf.js';

export const TIERS = ['A', 'B', 'C'] as const;

/** The facts of one segment's links, by enterprise. */
export interface SegmentFacts {
  readonly segment: number;
  readonly facts: LinkFacts;
}

/** What becomes of the links when all are known: units go to one enterprise each, the best of what is left open goes to a reviewer. */
export class Settlement {
  private readonly settled = new Map<number, IdSet>();
  private readonly linked = new IdSet();
  private readonly taken = new IdSet();
  /** By unit: how many enterprises have it among candidates that could be it by name; at most 2 is counted. */
  private readonly claimedOnce = new IdSet();
  private readonly claimedTwice = new IdSet();

  constructor(
    private readonly segments: readonly SegmentFacts[],
    private readonly decisions: Decisions,
  ) {}

  run(): Map<number, Columns> {
    this.settleUnits();
    for (const { segment, facts } of this.segments) {
      for (let at = 0; at < facts.enterprises.length; at += 1) if (this.isSettled(segment, at)) this.occupy(facts, at);
    }
    for (const each of this.segments) this.eachEnterprise(each, (_automatic, open) => this.claim(each.facts, open));
    return new Map(this.segments.map((each) => [each.segment, this.choose(each)]));
  }

  /** Units with one ground keep it; where several enterprises have one, the rule decides. */
  private settleUnits(): void {
    const once = new IdSet();
    const contested = new IdSet();
    this.eachGround((_segment, _at, unitId) => (once.has(unitId) ? contested.add(unitId) : once.add(unitId)));
    const grounded = new Map<{ readonly unit: number; readonly segment: number; readonly at: number }, Ground>();
    this.eachGround((segment, at, unitId, ground) => {
      if (contested.has(unitId)) grounded.set({ unit: unitId, segment, at }, ground);
      else this.settle(segment, at);
    });
    for (const { segment, at } of settleRivals(grounded).keys()) this.settle(segment, at);
  }

  private eachGround(take: (segment: number, at: number, unitId: number, ground: Ground) => void): void {
    for (const { segment, facts } of this.segments) {
      for (let at = 0; at < facts.grounds.length; at += 1) {
        const ground = groundAt(facts, at);
        if (ground !== null) take(segment, at, facts.units[at] ?? 0, ground);
      }
    }
  }

  private settle(segment: number, at: number): void {
    const settled = this.settled.get(segment) ?? new IdSet();
    settled.add(at);
    this.settled.set(segment, settled);
  }

  private isSettled(segment: number, at: number): boolean {
    return this.settled.get(segment)?.has(at) ?? false;
  }

  private occupy(facts: LinkFacts, at: number): void {
    this.taken.add(facts.units[at] ?? 0);
    if (((facts.flags[at] ?? 0) & FLAG.self) !== 0) this.linked.add(facts.enterprises[at] ?? 0);
  }

  /** Calls `take` with the automatic links of each enterprise and with those that a reviewer is shown, best first. */
  private eachEnterprise({ segment, facts }: SegmentFacts, take: (automatic: readonly number[], open: readonly number[]) => void): void {
    const { enterprises } = facts;
    for (let from = 0; from < enterprises.length;) {
      let to = from + 1;
      while (enterprises[to] === enterprises[from]) to += 1;
      const links = Array.from({ length: to - from }, (_, i) => from + i);
      const automatic = links.filter((at) => this.isSettled(segment, at));
      const open = links.filter((at) => !this.isSettled(segment, at) && this.isOpen(facts, at));
      take(
        byScore(facts, automatic),
        byScore(facts, open).filter((at, i) => isShown(i, hasFlag(facts, at, FLAG.exact))),
      );
      from = to;
    }
  }

  private isOpen(facts: LinkFacts, at: number): boolean {
    const enterpriseId = facts.enterprises[at] ?? 0;
    const unitId = facts.units[at] ?? 0;
    const isLinked = this.linked.has(enterpriseId) || this.decisions.confirmedEnterprises.has(enterpriseId);
    const isTaken = this.taken.has(unitId) || this.decisions.confirmedUnits.has(unitId);
    if (facts.onlySimilar[at] === 1 && (isLinked || isTaken)) return false;
    return hasFlag(facts, at, reviewableBit(isLinked, isTaken));
  }

  private claim(facts: LinkFacts, open: readonly number[]): void {
    for (const at of open) {
      if (!hasFlag(facts, at, FLAG.near)) continue;
      const unitId = facts.units[at] ?? 0;
      (this.claimedOnce.has(unitId) ? this.claimedTwice : this.claimedOnce).add(unitId);
    }
  }

  private choose(each: SegmentFacts): Columns {
    const { facts } = each;
    const [enterprises, units] = [new GrowingColumn(Uint32Array), new GrowingColumn(Uint32Array)];
    const [grounds, tiers, ranks] = [new GrowingColumn(Uint8Array), new GrowingColumn(Uint8Array), new GrowingColumn(Uint8Array)];
    this.eachEnterprise(each, (automatic, open) => {
      const isAlone = open.filter((at) => hasFlag(facts, at, FLAG.near)).length === 1;
      for (const [place, at] of [...automatic, ...open].entries()) {
        const isAutomatic = place < automatic.length;
        enterprises.push(facts.enterprises[at] ?? 0);
        units.push(facts.units[at] ?? 0);
        grounds.push(isAutomatic ? (facts.grounds[at] ?? 0) : 0);
        tiers.push(isAutomatic ? 0 : this.isBulk(facts, at, isAlone) ? 1 : 2);
        ranks.push(place + 1);
      }
    });
    return { enterprises: enterprises.view(), units: units.view(), grounds: grounds.view(), tiers: tiers.view(), ranks: ranks.view() };
  }

  private isBulk(facts: LinkFacts, at: number, isAlone: boolean): boolean {
    const unitId = facts.units[at] ?? 0;
    return isAlone && hasFlag(facts, at, FLAG.small) && this.claimedOnce.has(unitId) && !this.claimedTwice.has(unitId);
  }
}

function hasFlag(facts: LinkFacts, at: number, bit: number): boolean {
  return ((facts.flags[at] ?? 0) & bit) !== 0;
}

function byScore(facts: LinkFacts, links: readonly number[]): number[] {
  const score = (at: number): number => facts.scores[at] ?? 0;
  return [...links].sort((a, b) => score(b) - score(a) || (facts.units[a] ?? 0) - (facts.units[b] ?? 0));
}
