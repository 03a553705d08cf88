import { Entity } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, IntColumn, KeyIntColumn, SealedColumn, TextColumn } from '../../platform/database/index.js';
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
  @TextColumn(100, { nullable: true }) contact: string | null;
  /** Joined by 、. */
  @TextColumn(200, { nullable: true }) phones: string | null;
  @TextColumn(300, { nullable: true }) address: string | null;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  @InstantColumn() recordedAt: Date;
  @IntColumn({ nullable: true }) supersededByBatchId: number | null;
}

/**
 * What one month's extract says of a person at a unit, 工伤保险 only. Counts where its batch is applied. Who it is stands sealed in the block
 * of its row.
 */
@Entity('enrolment_person')
export class EnrolmentPersonEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  /** The first 32 bits of `personIndex`. */
  @IntColumn() personKey: number;
  @TextColumn(22) personIndex: string;
  @TextColumn(40) unitNo: string;
  @TextColumn(7) month: string;
  @TextColumn(12) status: EnrolmentStatus;
  @DayColumn({ nullable: true }) startedOn: string | null;
  @DayColumn({ nullable: true }) endedOn: string | null;
}

/** Where a person's records are found: filled in the order of its keys, many records at a time. Each record has one line. */
@Entity('enrolment_person_key', { withoutRowid: true })
export class EnrolmentPersonKeyEntity {
  @KeyIntColumn() personKey: number;
  @KeyIntColumn() personId: number;
}

/** Names and identity numbers of about a hundred consecutive rows, sealed together: sealing each alone is most of an import's work. */
@Entity('enrolment_person_block')
export class EnrolmentPersonBlockEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() firstRow: number;
  @IntColumn() lastRow: number;
  /** Sealed JSON: row, identity number and name of each. */
  @SealedColumn() people: string;
}

/** How many people a batch lists of a unit for a month: which extract of a unit is in force is decided on these. */
@Entity('enrolment_person_unit')
export class EnrolmentPersonUnitEntity {
  @IdColumn() id: number;
  @IntColumn() batchId: number;
  @TextColumn(12) poolingArea: string;
  @TextColumn(40) unitNo: string;
  @TextColumn(7) month: string;
  @IntColumn() people: number;
  @IntColumn() activePeople: number;
}
