import { Entity } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, IntColumn, LongTextColumn, TextColumn } from '../../platform/database/index.js';

@Entity('coverage_target')
export class CoverageTargetEntity {
  @IdColumn() id: number;
  @TextColumn(12) regionCode: string;
  @TextColumn(40) measure: string;
  @IntColumn() year: number;
  @IntColumn() percent: number;
  @TextColumn(300) clause: string;
}

/** What a report states, frozen: rows are only ever added. */
@Entity('coverage_snapshot')
export class CoverageSnapshotEntity {
  @IdColumn() id: number;
  @TextColumn(12) countyCode: string;
  @DayColumn() asOf: string;
  /** Canonical JSON. */
  @LongTextColumn() content: string;
  @TextColumn(64) hash: string;
  @TextColumn(40) rules: string;
  @TextColumn(100) createdBy: string;
  @InstantColumn() createdAt: Date;
}
