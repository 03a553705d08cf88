import type { MatchingRun, RunCounts, RunPart, RunPhase, RunState } from './matching-run.js';

export type NewRun = Omit<MatchingRun, 'id' | 'state' | 'phase' | 'finishedAt' | 'counts' | 'failure'>;

export interface RunEnd {
  readonly state: Exclude<RunState, 'running'>;
  readonly at: Date;
  readonly counts: RunCounts | null;
  readonly failure: string | null;
}

/** Runs change one after the other under this name: the last of a phase's parts begins the next phase. */
export const RUNS_LOCK = 'matching-runs';

/** Where runs of matching are kept. Writing needs a unit of work. */
export abstract class MatchingRunStore {
  abstract add(run: NewRun): Promise<MatchingRun>;
  abstract find(id: number): Promise<MatchingRun | undefined>;
  /** The run that goes on for one of these organisations. */
  abstract running(organisations: readonly string[]): Promise<MatchingRun | undefined>;
  /** The newest run that is done for the whole of a city. */
  abstract newestOfCity(cityCode: string): Promise<MatchingRun | undefined>;
  /** Runs for these organisations after that one which are over and came to write links. */
  abstract writtenAfter(runId: number, organisations: readonly string[]): Promise<MatchingRun[]>;
  /** Begins a phase with these parts. */
  abstract begin(runId: number, phase: RunPhase, parts: readonly RunPart[]): Promise<void>;
  abstract part(runId: number, phase: RunPhase, part: number): Promise<RunPart | undefined>;
  abstract progress(runId: number, phase: RunPhase): Promise<{ readonly done: number; readonly total: number }>;
  /** Notes that a part is done; false where it was already. */
  abstract complete(runId: number, phase: RunPhase, part: number, at: Date): Promise<boolean>;
  /** Ends a run that is running; false for any other. */
  abstract end(runId: number, end: RunEnd): Promise<boolean>;
}
