import type { Scope } from '../../access/index.js';
import type { LinkStatus } from '../link-status.js';
import type { SecondVerdict } from './domain/index.js';

/** A pair of a second look with what was said before. */
export interface SecondLookItem {
  readonly id: number;
  readonly lookId: number;
  readonly countyCode: string;
  readonly enterpriseId: number;
  readonly unitId: number;
  readonly earlierStatus: LinkStatus;
  readonly earlierBy: string | null;
  /** Null: the program, or somebody whose account is not known. */
  readonly earlierById: number | null;
  readonly verdict: SecondVerdict | null;
  readonly judgedBy: string | null;
  readonly judgedById: number | null;
  readonly judgedAt: Date | null;
  readonly note: string | null;
}

/** A random sample of a county's links. */
export interface SecondLook {
  readonly id: number;
  readonly countyCode: string;
  readonly ruleset: string;
  readonly seed: number;
  readonly automaticPopulation: number;
  readonly decidedPopulation: number;
  readonly drawnBy: string;
  readonly drawnAt: Date;
}

export interface Judgement {
  readonly verdict: SecondVerdict;
  readonly judgedBy: string;
  readonly judgedById: number | null;
  readonly judgedAt: Date;
  readonly note: string | null;
}

export type DrawnPair = Pick<SecondLookItem, 'enterpriseId' | 'unitId' | 'earlierStatus' | 'earlierBy' | 'earlierById'>;

/** Where second looks are kept. Writing needs a unit of work. */
export abstract class SecondLooks {
  abstract add(look: Omit<SecondLook, 'id'>, pairs: readonly DrawnPair[]): Promise<SecondLook>;
  /** Newest first. */
  abstract list(scope: Scope): Promise<SecondLook[]>;
  /** In the order in which they were drawn, which is random. */
  abstract items(scope: Scope, lookId?: number): Promise<SecondLookItem[]>;
  abstract item(scope: Scope, id: number): Promise<SecondLookItem | undefined>;
  /** False where somebody has judged it already. */
  abstract judge(id: number, judgement: Judgement): Promise<boolean>;
}
