import { Entity } from 'typeorm';
import {
  DayColumn,
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntColumn,
  KeyColumn,
  LongTextColumn,
  TextColumn,
} from '../../platform/database/index.js';

@Entity('city_industry')
export class KeyIndustryEntity {
  @KeyColumn(12) cityCode: string;
  @KeyColumn(30) code: string;
  @TextColumn(30) name: string;
  @IntColumn() position: number;
  /** JSON array of GB/T 4754 divisions. */
  @LongTextColumn() divisions: string;
  /** JSON array. */
  @LongTextColumn() words: string;
}

@Entity('registry_handover')
export class RegistryHandoverEntity {
  @IdColumn() id: number;
  @TextColumn(12) countyCode: string;
  @TextColumn(7) month: string;
  @IntColumn() batchId: number;
  @TextColumn(100) recordedBy: string;
  @InstantColumn() recordedAt: Date;
}

/** An enterprise's identity across hand-overs: by USCC, else by county and normalised name. */
@Entity('enterprise')
export class EnterpriseEntity {
  @IdColumn() id: number;
  @TextColumn(12) countyCode: string;
  @TextColumn(200) name: string;
  @TextColumn(191) nameKey: string;
  @TextColumn(18, { nullable: true }) creditCode: string | null;
  /** The row that first named it. */
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  @InstantColumn() createdAt: Date;
}

@Entity('enterprise_alias')
export class EnterpriseAliasEntity {
  @IdColumn() id: number;
  @IntColumn() enterpriseId: number;
  @TextColumn(200) name: string;
  @TextColumn(191) nameKey: string;
  @TextColumn(20) source: 'former-name' | 'confirmed-link';
  /** The link that taught it. */
  @IntColumn({ nullable: true }) linkId: number | null;
  @TextColumn(100) createdBy: string;
  @InstantColumn() createdAt: Date;
}

@Entity('registry_line')
export class RegistryLineEntity {
  @IdColumn() id: number;
  @IntColumn() handoverId: number;
  @IntColumn() enterpriseId: number;
  @IntColumn() batchId: number;
  @TextColumn(120) sheet: string;
  @IntColumn() rowNumber: number;
  @TextColumn(20) sequence: string;
  @TextColumn(30, { nullable: true }) industryCode: string | null;
  @TextColumn(100) industryText: string;
  @TextColumn(200) name: string;
  @LongTextColumn() address: string;
  @IntColumn({ nullable: true }) headcount: number | null;
  @TextColumn(100) contact: string;
  @TextColumn(200) phones: string;
  @LongTextColumn() remark: string;
  @TextColumn(18, { nullable: true }) creditCode: string | null;
  @TextColumn(100) legalRepresentative: string;
  @LongTextColumn() businessScope: string;
  @IntColumn({ nullable: true }) dustExposedHeadcount: number | null;
  @TextColumn(20, { nullable: true }) proposal: string | null;
  @FlagColumn() suspended: boolean;
  @IntColumn({ nullable: true }) statedHeadcount: number | null;
  @FlagColumn() insuredElsewhere: boolean;
}

@Entity('scope_decision')
export class ScopeDecisionEntity {
  @IdColumn() id: number;
  @IntColumn() enterpriseId: number;
  @TextColumn(20) proposal: string;
  @TextColumn(10) verdict: 'confirmed' | 'rejected';
  /** From which month on it holds: the month of the hand-over that proposed it. */
  @TextColumn(7) effectiveMonth: string;
  @TextColumn(500) reason: string;
  @TextColumn(100) decidedBy: string;
  @InstantColumn() decidedAt: Date;
  @TextColumn(100, { nullable: true }) undoneBy: string | null;
  @InstantColumn({ nullable: true }) undoneAt: Date | null;
}

/** 参保凭证: that an enterprise's workers are insured in another pooling area. */
@Entity('insurance_proof')
export class InsuranceProofEntity {
  @IdColumn() id: number;
  @IntColumn() enterpriseId: number;
  @IntColumn() insuredCount: number;
  @DayColumn() validFrom: string;
  @DayColumn({ nullable: true }) validTo: string | null;
  @TextColumn(200) document: string;
  @TextColumn(100) recordedBy: string;
  @InstantColumn() recordedAt: Date;
}
