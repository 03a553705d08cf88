import { Entity, Index, Unique } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, IntColumn, TextColumn } from '../database/index.js';
import type { JobState } from './policy.js';

/** The record of a job. Whatever queue stands before it, only this row decides whether the job runs. */
@Entity('job')
@Unique('uq_job_name_key', ['name', 'key'])
@Index('ix_job_due', ['state', 'dueAt'])
@Index('ix_job_lease', ['state', 'leaseUntil'])
export class Job {
  @IdColumn() id: number;
  @TextColumn(60) name: string;
  /** Unique with `name`: enqueued twice, it is one job. */
  @TextColumn(120) key: string;
  /** JSON, ids only: no personal data. */
  @TextColumn(2000) payload: string;
  /** Code of the organisation whose job it is; null: of nobody that can be told. */
  @TextColumn(12, { nullable: true }) owner: string | null;
  /** The instant asked for; never changes. */
  @InstantColumn() runAt: Date;
  /** When the next attempt may begin: `runAt`, later the end of a back-off. */
  @InstantColumn() dueAt: Date;
  @TextColumn(12) state: JobState;
  @IntColumn() attempts: number;
  @IntColumn() maxAttempts: number;
  @InstantColumn({ nullable: true }) leaseUntil: Date | null;
  /** Rises with each claim; results that carry an older one are refused, and so is what a person decides who saw an older one. */
  @IntColumn() epoch: number;
  /** Host, process and a random part of who claimed it last. */
  @TextColumn(120, { nullable: true }) worker: string | null;
  /** 0-100. */
  @IntColumn() progress: number;
  @TextColumn(200, { nullable: true }) note: string | null;
  @TextColumn(60, { nullable: true }) errorCode: string | null;
  @TextColumn(500, { nullable: true }) errorMessage: string | null;
  /** 补跑: the first run began well after `runAt`. */
  @FlagColumn() late: boolean;
  @InstantColumn() createdAt: Date;
  @InstantColumn({ nullable: true }) startedAt: Date | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
