import type { JobDefinition } from '../../platform/jobs/index.js';
import type { RunPhase } from './matching-run.js';

export interface StepPayload {
  readonly runId: number;
  readonly phase: RunPhase;
  readonly part: number;
}

export const MATCHING_STEP: JobDefinition<StepPayload> = {
  name: 'matching.step',
  maxAttempts: 5,
  // Other jobs of the process and a unit of work of another one may hold a step up for a while.
  leaseSeconds: 120,
  backoff: { firstSeconds: 2, factor: 3, maxSeconds: 120 },
};

/** How the keys of a run's jobs begin. */
export const stepKeyStart = (runId: number): string => `${runId}-`;
