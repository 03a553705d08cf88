import { Entity } from 'typeorm';
import {
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyIntColumn,
  LongTextColumn,
  SealedColumn,
  TextColumn,
} from '../../platform/database/index.js';
import type { ReportForm, ReportState } from '../domain/index.js';
import type { ReportEventType } from '../reporting.store.js';

@Entity('cycle_plan')
export class CyclePlanEntity {
  @IdColumn() id: number;
  /** Of all plans of all cities. */
  @IntColumn() number: number;
  /** Always said; the column may be empty because it came later. */
  @TextColumn(12, { nullable: true }) cityCode: string;
  @DayColumn() effectiveFrom: string;
  @TextColumn(500) reason: string;
  @TextColumn(100) recordedBy: string;
  @InstantColumn() recordedAt: Date;
}

@Entity('planned_cycle')
export class PlannedCycleEntity {
  @IdColumn() id: number;
  @IntColumn() planId: number;
  @TextColumn(30) code: string;
  @TextColumn(60) name: string;
  @IntColumn() dueMonth: number;
  @IntColumn() dueDay: number;
  @IntColumn() yearOffset: number;
  @TextColumn(5) windowFromMonthDay: string;
  @IntColumn() windowFromYearOffset: number;
  @TextColumn(5) windowToMonthDay: string;
  @IntColumn() windowToYearOffset: number;
  @IntColumn() openDaysBefore: number;
  @TextColumn(300) clause: string;
  /** JSON array. */
  @TextColumn(200) forms: string;
  /** JSON array of county codes; empty: all. */
  @LongTextColumn() divisions: string;
}

@Entity('county_report')
export class CountyReportEntity {
  @IdColumn() id: number;
  @TextColumn(30) cycleCode: string;
  @DayColumn() dueOn: string;
  @TextColumn(12) countyCode: string;
  @DayColumn() windowFrom: string;
  @DayColumn() windowTo: string;
  @TextColumn(12) state: ReportState;
  @IntColumn({ nullable: true }) snapshotId: number | null;
  /** 补跑: prepared later than it was planned, because the service was down or the data came late. */
  @FlagColumn() late: boolean;
  @InstantColumn({ nullable: true }) preparedAt: Date | null;
  @IntColumn() version: number;
  /** JSON array; null in rows from before forms were data: all of them. */
  @TextColumn(200, { nullable: true }) forms: string | null;
  @InstantColumn({ nullable: true }) openedAt: Date | null;
  @IntColumn({ nullable: true }) submissionId: number | null;
  @InstantColumn({ nullable: true }) firstSubmittedAt: Date | null;
  @InstantColumn({ nullable: true }) submittedAt: Date | null;
  @InstantColumn({ nullable: true }) unlockedAt: Date | null;
  @InstantColumn({ nullable: true }) unlockedUntil: Date | null;
  @TextColumn(12, { nullable: true }) fallbackState: 'submitted' | 'accepted' | null;
}

@Entity('report_file')
export class ReportFileEntity {
  @IdColumn() id: number;
  @IntColumn() reportId: number;
  @IntColumn() snapshotId: number;
  @TextColumn(20) form: ReportForm;
  @TextColumn(200) fileName: string;
  @TextColumn(64) fileHash: string;
  @InstantColumn() createdAt: Date;
}

/** What was handed in: rows are only ever added, which the database guards by triggers. */
@Entity('report_submission')
export class ReportSubmissionEntity {
  @IdColumn() id: number;
  @IntColumn() reportId: number;
  @TextColumn(12) countyCode: string;
  @IntColumn() number: number;
  @TextColumn(60) receiptNumber: string;
  /** Sealed canonical JSON. */
  @SealedColumn() content: string;
  @TextColumn(64) hash: string;
  @TextColumn(100) rules: string;
  @IntColumn() snapshotId: number;
  @TextColumn(100) submittedBy: string;
  @InstantColumn() submittedAt: Date;
}

/** Which import batches a submission rests on. */
@Entity('submission_batch')
export class SubmissionBatchEntity {
  @KeyIntColumn() submissionId: number;
  @KeyIntColumn() batchId: number;
}

/** A report's history: rows are only ever added, which the database guards by triggers. */
@Entity('report_event')
export class ReportEventEntity {
  @IdColumn() id: number;
  @IntColumn() reportId: number;
  @IntColumn() version: number;
  @TextColumn(20) type: ReportEventType;
  @TextColumn(12) fromState: ReportState;
  @TextColumn(12) toState: ReportState;
  @IntColumn({ nullable: true }) submissionId: number | null;
  /** Sealed JSON: reason and cells. */
  @SealedColumn({ nullable: true }) details: string | null;
  @TextColumn(100) madeBy: string;
  @InstantColumn() madeAt: Date;
}

@Entity('report_override')
export class ReportOverrideEntity {
  @IdColumn() id: number;
  @IntColumn() reportId: number;
  @TextColumn(20) form: ReportForm;
  @TextColumn(40) rowKey: string;
  @TextColumn(30) field: string;
  /** Sealed JSON: the person's value, the system's, and the reason. */
  @SealedColumn() content: string;
  @TextColumn(100) madeBy: string;
  @InstantColumn() madeAt: Date;
  @TextColumn(100, { nullable: true }) endedBy: string | null;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
}

/** Which report counts a case: one at most. */
@Entity('reported_case')
export class ReportedCaseEntity {
  @KeyIntColumn() caseId: number;
  @IntColumn() reportId: number;
  /** 补报. */
  @FlagColumn() supplementary: boolean;
  @InstantColumn() assignedAt: Date;
}
