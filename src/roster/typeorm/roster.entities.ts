import { Entity } from 'typeorm';
import { DayColumn, IdColumn, IntColumn, SealedColumn, TextColumn } from '../../platform/database/index.js';

/** A unit that a roster names, and the enterprise that it is: one enterprise's named list for a month. Counts where its batch is applied. */
@Entity('roster_unit')
export class RosterUnitEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  /** The rows' own county, later that of the sheet; null while it is not known. */
  @TextColumn(12, { nullable: true }) countyCode: string | null;
  @TextColumn(200) name: string;
  @TextColumn(191) nameKey: string;
  @TextColumn(18, { nullable: true }) creditCode: string | null;
  /** Null while the batch is being read. */
  @IntColumn({ nullable: true }) enterpriseId: number | null;
  @TextColumn(7, { nullable: true }) month: string | null;
}

@Entity('roster_person')
export class RosterPersonEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  @IntColumn() rosterUnitId: number;
  @TextColumn(22) personIndex: string;
  /** Sealed JSON: name and identity number. */
  @SealedColumn() person: string;
  @TextColumn(100) post: string;
  @DayColumn({ nullable: true }) joinedOn: string | null;
  @DayColumn({ nullable: true }) leftOn: string | null;
  @TextColumn(20) contract: string;
  @TextColumn(60) preEmploymentExam: string;
  @TextColumn(60) inServiceExam: string;
  @TextColumn(60) leavingExam: string;
}
