import { isExact, isReviewable, isSmallError, relationOf, type Ground, type Link } from '../domain/decide.js';
import { isNearName } from '../domain/candidates.js';
import { GrowingColumn } from './growing-column.js';
import type { Columns, Sheet } from './shelf.js';

/** Bits of `flags`: whether the pair may be reviewed in each of the four standings (bit: 1 enterprise linked, 2 unit taken) … */
const STANDINGS = [0, 1, 2, 3] as const;
export const FLAG = { exact: 16, near: 32, small: 64, self: 128 } as const;
export const reviewableBit = (enterpriseIsLinked: boolean, unitIsTaken: boolean): number =>
  1 << ((enterpriseIsLinked ? 1 : 0) + (unitIsTaken ? 2 : 0));

/** What choosing among links needs to know of each: some bytes instead of two records and their comparison. */
export interface LinkFacts {
  readonly enterprises: Uint32Array;
  readonly units: Uint32Array;
  /** Thousandths. */
  readonly scores: Uint16Array;
  readonly flags: Uint8Array;
  /** 0: none; else the place in `GROUND_LIST` plus one. */
  readonly grounds: Uint8Array;
  /** 1: found among similar names only, which count only where nothing better is known of either side. */
  readonly onlySimilar: Uint8Array;
  /** Enterprises that looked for no similar names, since a link that nobody can contest says who they are. */
  readonly certain: Uint32Array;
  readonly groundNames: readonly Ground[];
}

/** Collects the facts of the links that could become candidates. */
export class FactsWriter {
  private readonly enterprises = new GrowingColumn(Uint32Array);
  private readonly units = new GrowingColumn(Uint32Array);
  private readonly scores = new GrowingColumn(Uint16Array);
  private readonly flags = new GrowingColumn(Uint8Array);
  private readonly grounds = new GrowingColumn(Uint8Array);
  private readonly onlySimilar = new GrowingColumn(Uint8Array);
  private readonly certain = new GrowingColumn(Uint32Array, 64);
  private readonly groundNames: Ground[] = [];

  add(link: Link, ground: Ground | null, onlySimilar: boolean): void {
    const flags = flagsOf(link);
    const isHopeless = ground === null && (flags & 15) === 0;
    if (isHopeless) return;
    this.enterprises.push(link.enterprise.source.id);
    this.units.push(link.unit.source.id);
    this.scores.push(Math.round(link.score * 1000));
    this.flags.push(flags);
    this.grounds.push(ground === null ? 0 : this.groundNumber(ground));
    this.onlySimilar.push(onlySimilar ? 1 : 0);
  }

  addCertain(enterpriseId: number): void {
    this.certain.push(enterpriseId);
  }

  /** Takes what was found before of one link over. */
  copy(from: LinkFacts, at: number): void {
    this.enterprises.push(from.enterprises[at] ?? 0);
    this.units.push(from.units[at] ?? 0);
    this.scores.push(from.scores[at] ?? 0);
    this.flags.push(from.flags[at] ?? 0);
    const ground = groundAt(from, at);
    this.grounds.push(ground === null ? 0 : this.groundNumber(ground));
    this.onlySimilar.push(from.onlySimilar[at] ?? 0);
  }

  /** What was added so far. */
  facts(): LinkFacts {
    return {
      enterprises: this.enterprises.view(),
      units: this.units.view(),
      scores: this.scores.view(),
      flags: this.flags.view(),
      grounds: this.grounds.view(),
      onlySimilar: this.onlySimilar.view(),
      certain: this.certain.view(),
      groundNames: this.groundNames,
    };
  }

  /** For `Shelf.put`. */
  parts(): [Columns, { readonly groundNames: readonly Ground[] }] {
    const { groundNames, ...columns } = this.facts();
    return [columns, { groundNames }];
  }

  private groundNumber(ground: Ground): number {
    const known = this.groundNames.indexOf(ground);
    return known >= 0 ? known + 1 : this.groundNames.push(ground);
  }
}

/** Where nothing is known of a segment. */
export const NO_FACTS: LinkFacts = new FactsWriter().facts();

export function readFacts(sheet: Sheet): LinkFacts {
  return {
    enterprises: sheet.u32('enterprises'),
    units: sheet.u32('units'),
    scores: sheet.u16('scores'),
    flags: sheet.u8('flags'),
    grounds: sheet.u8('grounds'),
    onlySimilar: sheet.u8('onlySimilar'),
    certain: sheet.u32('certain'),
    groundNames: (sheet.facts as { readonly groundNames: readonly Ground[] }).groundNames,
  };
}

export function groundAt(facts: LinkFacts, at: number): Ground | null {
  return facts.groundNames[(facts.grounds[at] ?? 0) - 1] ?? null;
}

function flagsOf(link: Link): number {
  let flags = 0;
  for (const standing of STANDINGS) {
    if (isReviewable(link, { enterpriseIsLinked: (standing & 1) === 1, unitIsTaken: (standing & 2) === 2 })) flags |= 1 << standing;
  }
  if (isExact(link.comparison)) flags |= FLAG.exact;
  if (isNearName(link)) flags |= FLAG.near;
  if (isSmallError(link)) flags |= FLAG.small;
  if (relationOf(link.comparison) === 'same') flags |= FLAG.self;
  return flags;
}
