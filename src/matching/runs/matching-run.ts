import { BUCKETS } from '../engine/keys.js';
import { segmentOf } from '../engine/segment.js';

/** prepare: names are read; count: how many bear them, and whom changes concern; plan: who has to be looked at; join: who shares a key; decide: pairs are compared; settle: units are given; write: links. */
export const RUN_PHASES = ['prepare', 'count', 'plan', 'join', 'decide', 'settle', 'write'] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

export type RunState = 'running' | 'done' | 'cancelled' | 'failed';

/** Links by status in the counties of the run; `none`: enterprises without link and candidate. */
export interface RunCounts {
  readonly auto: number;
  readonly review: number;
  readonly confirmed: number;
  readonly none: number;
}

export interface MatchingRun {
  readonly id: number;
  readonly state: RunState;
  readonly phase: RunPhase;
  readonly ruleset: string;
  readonly regionsPrint: string;
  readonly wholeCity: boolean;
  /** Whose links are written: the counties at or below it. */
  readonly regionCode: string;
  readonly baseRunId: number | null;
  readonly lastEnterpriseId: number;
  readonly lastUnitId: number;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly counts: RunCounts | null;
  /** Why it failed, for people. */
  readonly failure: string | null;
}

/** Some items of a phase, done by one job. */
export interface RunPart {
  readonly part: number;
  readonly first: number;
  readonly last: number;
}

/** A part of about so many records is worth a job of its own. */
const RECORDS_A_PART = 25_000;
/** More parts would not be done sooner. */
const MOST_PARTS = 16;

type Extent = Pick<MatchingRun, 'lastEnterpriseId' | 'lastUnitId'>;

export const enterpriseSegments = ({ lastEnterpriseId }: Extent): number => segmentOf(lastEnterpriseId) + 1;
export const unitSegments = ({ lastUnitId }: Extent): number => segmentOf(lastUnitId) + 1;

/** Deals the items of a phase out to jobs. The items of `prepare` are the segments of enterprises, then those of units. */
export function partsOf(phase: RunPhase, run: Extent): RunPart[] {
  const items = itemsOf(phase, run);
  const parts = Math.min(items, MOST_PARTS, Math.ceil((run.lastEnterpriseId + run.lastUnitId + 1) / RECORDS_A_PART));
  return Array.from({ length: parts }, (_, part) => ({
    part,
    first: Math.floor((part * items) / parts),
    last: Math.floor(((part + 1) * items) / parts) - 1,
  }));
}

function itemsOf(phase: RunPhase, run: Extent): number {
  switch (phase) {
    case 'prepare':
      return enterpriseSegments(run) + unitSegments(run);
    case 'count':
    case 'join':
      return BUCKETS;
    case 'decide':
    case 'write':
      return enterpriseSegments(run);
    case 'plan':
    case 'settle':
      return 1;
  }
}

export const phaseAfter = (phase: RunPhase): RunPhase | undefined => RUN_PHASES[RUN_PHASES.indexOf(phase) + 1];
