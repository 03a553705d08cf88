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
  /** By segment: 1 for each link that is settled. */
  private readonly settled = new Map<number, Uint8Array>();
  private readonly linked = new IdSet();
  private readonly taken = new IdSet();
  /** By unit: how many enterprises have it among candidates that could be it by name; at most 2 is counted. */
  private readonly claimedOnce = new IdSet();
  private readonly claimedTwice = new IdSet();

  constructor(
    private readonly segments: readonly SegmentFacts[],
    private readonly decisions: Decisions,
  ) {
    for (const { segment, facts } of segments) this.settled.set(segment, new Uint8Array(facts.enterprises.length));
  }

  /** Gives the units away and counts who claims what is left open. */
  settle(): void {
    this.settleUnits();
    for (const { segment, facts } of this.segments) {
      for (let at = 0; at < facts.enterprises.length; at += 1) if (this.isSettled(segment, at)) this.occupy(facts, at);
    }
    for (const each of this.segments) this.eachEnterprise(each, (_automatic, open) => this.claim(each.facts, open));
  }

  /** What is chosen of a segment; to be called after `settle`. */
  choose(each: SegmentFacts): Columns {
    const { facts } = each;
    const [enterprises, units] = [new GrowingColumn(Uint32Array), new GrowingColumn(Uint32Array)];
    const [grounds, tiers, ranks] = [new GrowingColumn(Uint8Array), new GrowingColumn(Uint8Array), new GrowingColumn(Uint8Array)];
    const add = (at: number, ground: number, tier: number, rank: number): void => {
      enterprises.push(facts.enterprises[at] ?? 0);
      units.push(facts.units[at] ?? 0);
      grounds.push(ground);
      tiers.push(tier);
      ranks.push(rank);
    };
    this.eachEnterprise(each, (automatic, open) => {
      let near = 0;
      for (const at of open) if (hasFlag(facts, at, FLAG.near)) near += 1;
      let rank = 0;
      for (const at of automatic) add(at, facts.grounds[at] ?? 0, 0, (rank += 1));
      for (const at of open) add(at, 0, this.isBulk(facts, at, near === 1) ? 1 : 2, (rank += 1));
    });
    return { enterprises: enterprises.view(), units: units.view(), grounds: grounds.view(), tiers: tiers.view(), ranks: ranks.view() };
  }

  /** Units with one ground keep it; where several enterprises have one, the rule decides. */
  private settleUnits(): void {
    const once = new IdSet();
    const contested = new IdSet();
    this.eachGround((_segment, _at, unitId) => (once.has(unitId) ? contested.add(unitId) : once.add(unitId)));
    const grounded = new Map<{ readonly unit: number; readonly segment: number; readonly at: number }, Ground>();
    this.eachGround((segment, at, unitId, facts) => {
      const ground = contested.has(unitId) ? groundAt(facts, at) : null;
      if (ground === null) this.give(segment, at);
      else grounded.set({ unit: unitId, segment, at }, ground);
    });
    for (const { segment, at } of settleRivals(grounded).keys()) this.give(segment, at);
  }

  private eachGround(take: (segment: number, at: number, unitId: number, facts: LinkFacts) => void): void {
    for (const { segment, facts } of this.segments) {
      const { grounds, units } = facts;
      for (let at = 0; at < grounds.length; at += 1) if (grounds[at] !== 0) take(segment, at, units[at] ?? 0, facts);
    }
  }

  private give(segment: number, at: number): void {
    const settled = this.settled.get(segment);
    if (settled !== undefined) settled[at] = 1;
  }

  private isSettled(segment: number, at: number): boolean {
    return this.settled.get(segment)?.[at] === 1;
  }

  private occupy(facts: LinkFacts, at: number): void {
    this.taken.add(facts.units[at] ?? 0);
    if (((facts.flags[at] ?? 0) & FLAG.self) !== 0) this.linked.add(facts.enterprises[at] ?? 0);
  }

  /** Calls `take` with the automatic links of each enterprise and with those that a reviewer is shown, best first; the lists are used again. */
  private eachEnterprise({ segment, facts }: SegmentFacts, take: (automatic: readonly number[], open: readonly number[]) => void): void {
    const { enterprises } = facts;
    const settled = this.settled.get(segment);
    const [automatic, open]: [number[], number[]] = [[], []];
    for (let at = 0; at < enterprises.length;) {
      const enterpriseId = enterprises[at] ?? 0;
      automatic.length = 0;
      open.length = 0;
      const isLinked = this.linked.has(enterpriseId) || this.decisions.confirmedEnterprises.has(enterpriseId);
      for (; enterprises[at] === enterpriseId; at += 1) {
        if (settled?.[at] === 1) automatic.push(at);
        else if (this.isOpen(facts, at, isLinked)) open.push(at);
      }
      sortByScore(facts, automatic);
      sortByScore(facts, open);
      keepShown(facts, open);
      take(automatic, open);
    }
  }

  private isOpen(facts: LinkFacts, at: number, isLinked: boolean): boolean {
    const unitId = facts.units[at] ?? 0;
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

  private isBulk(facts: LinkFacts, at: number, isAlone: boolean): boolean {
    const unitId = facts.units[at] ?? 0;
    return isAlone && hasFlag(facts, at, FLAG.small) && this.claimedOnce.has(unitId) && !this.claimedTwice.has(unitId);
  }
}

function hasFlag(facts: LinkFacts, at: number, bit: number): boolean {
  return ((facts.flags[at] ?? 0) & bit) !== 0;
}

/** Best first. */
function sortByScore({ scores, units }: LinkFacts, links: number[]): void {
  if (links.length > 1) links.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (units[a] ?? 0) - (units[b] ?? 0));
}

/** Drops what a reviewer is not shown. */
function keepShown(facts: LinkFacts, open: number[]): void {
  let kept = 0;
  for (const [place, at] of open.entries()) if (isShown(place, hasFlag(facts, at, FLAG.exact))) open[kept++] = at;
  open.length = kept;
}
