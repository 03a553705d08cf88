import { Entity, Unique } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, IntColumn, TextColumn } from '../../platform/database/index.js';
import type { RunPhase, RunState } from '../runs/matching-run.js';

@Entity('matching_run')
export class MatchingRunEntity {
  @IdColumn() id: number;
  @TextColumn(12) state: RunState;
  @TextColumn(12) phase: RunPhase;
  @TextColumn(20) ruleset: string;
  /** SHA-256 of the divisions that names were read with. */
  @TextColumn(64) regionsPrint: string;
  /** Links of all counties are written. */
  @FlagColumn() wholeCity: boolean;
  /** Whose links are written. */
  @TextColumn(12) regionCode: string;
  /** The run whose sheets this one goes on from. */
  @IntColumn({ nullable: true }) baseRunId: number | null;
  @IntColumn() lastEnterpriseId: number;
  @IntColumn() lastUnitId: number;
  @TextColumn(100) requestedBy: string;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  @IntColumn({ nullable: true }) auto: number | null;
  @IntColumn({ nullable: true }) review: number | null;
  @IntColumn({ nullable: true }) confirmed: number | null;
  @IntColumn({ nullable: true }) none: number | null;
  @TextColumn(500, { nullable: true }) failure: string | null;
}

/** What one job does of a phase: the items from `first` to `last`. */
@Entity('matching_run_part')
@Unique('uq_matching_run_part', ['runId', 'phase', 'part'])
export class MatchingRunPartEntity {
  @IdColumn() id: number;
  @IntColumn() runId: number;
  @TextColumn(12) phase: RunPhase;
  @IntColumn() part: number;
  @IntColumn() first: number;
  @IntColumn() last: number;
  @InstantColumn({ nullable: true }) doneAt: Date | null;
}
