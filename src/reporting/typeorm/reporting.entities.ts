import { Entity } from 'typeorm';
import { DayColumn, FlagColumn, IdColumn, InstantColumn, IntColumn, KeyColumn, TextColumn } from '../../platform/database/index.js';
import type { ReportForm, ReportState } from '../domain/report.js';

@Entity('report_cycle')
export class ReportCycleEntity {
  @KeyColumn(30) code: string;
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
