import type { LocalDate } from '../kernel/index.js';
import type { Target } from './domain/index.js';

export const WORKER_COVERAGE = 'worker-coverage';

/** A frozen coverage, as a report states it. */
export interface Snapshot {
  readonly id: number;
  readonly countyCode: string;
  readonly asOf: LocalDate;
  /** Canonical JSON. */
  readonly content: string;
  /** SHA-256 of `content`, hexadecimal. */
  readonly hash: string;
  readonly rules: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** Where targets and snapshots are kept. Snapshots are only ever added. */
export abstract class CoverageStore {
  abstract targets(measure: string): Promise<Target[]>;
  abstract addTargets(measure: string, targets: readonly Target[]): Promise<void>;
  abstract addSnapshot(snapshot: Omit<Snapshot, 'id'>): Promise<Snapshot>;
}
