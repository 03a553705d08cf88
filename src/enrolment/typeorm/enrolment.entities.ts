import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, TextColumn } from '../../platform/database/index.js';
import type { EnrolmentStatus } from '../domain/enrolment-record.js';

/** An insured unit's identity: its number within the pooling area. Name, code and county are those of the newest month. */
@Entity('enrolment_unit')
export class EnrolmentUnitEntity {
  @IdColumn() id: number;
  @TextColumn(12) poolingArea: string;
  @TextColumn(40) unitNo: string;
  @TextColumn(200) name: string;
  @TextColumn(18, { nullable: true }) creditCode: string | null;
  @TextColumn(12, { nullable: true }) countyCode: string | null;
  @TextColumn(7) newestMonth: string;
  @IntColumn() batchId: number;
}

/** What one month's extract says of a unit. A later extract for the same month supersedes it; nothing is overwritten. */
@Entity('enrolment_record')
export class EnrolmentRecordEntity {
  @IdColumn() id: number;
  @IntColumn() unitId: number;
  @TextColumn(7) month: string;
  @TextColumn(10) insurance: string;
  @TextColumn(12) status: EnrolmentStatus;
  @IntColumn() insuredCount: number;
  @TextColumn(200) name: string;
  @TextColumn(18, { nullable: true }) creditCode: string | null;
  @TextColumn(12, { nullable: true }) countyCode: string | null;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  @InstantColumn() recordedAt: Date;
  @IntColumn({ nullable: true }) supersededByBatchId: number | null;
}
