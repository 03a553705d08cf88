import { Entity } from 'typeorm';
import type { DatePrecision } from '../../intake/index.js';
import { DayColumn, IdColumn, InstantColumn, IntColumn, LongTextColumn, SealedColumn, TextColumn } from '../../platform/database/index.js';

/** A disease case's identity: county, person (blind index of the ID number) and disease. */
@Entity('disease_case')
export class DiseaseCaseEntity {
  @IdColumn() id: number;
  @TextColumn(12) countyCode: string;
  @TextColumn(64) personIndex: string;
  @TextColumn(100) diseaseName: string;
  @IntColumn() batchId: number;
  @InstantColumn() createdAt: Date;
}

/** What one workbook says of a case; the newest record is in force. */
@Entity('case_record')
export class CaseRecordEntity {
  @IdColumn() id: number;
  @IntColumn() caseId: number;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  /** Sealed JSON: name and ID number. */
  @SealedColumn() person: string;
  @TextColumn(2) sex: string;
  @TextColumn(200) employerName: string;
  @TextColumn(200) diseaseText: string;
  @TextColumn(10, { nullable: true }) stage: string | null;
  @DayColumn() diagnosedOn: string;
  @TextColumn(5) diagnosedPrecision: DatePrecision;
  @TextColumn(60) diagnosedText: string;
  @TextColumn(60) recognisedText: string;
  @TextColumn(60) assessedText: string;
  @TextColumn(20) insured: string;
  @TextColumn(20) receivesBenefits: string;
  @LongTextColumn() remark: string;
  @InstantColumn() recordedAt: Date;
}
