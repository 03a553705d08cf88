import { Entity } from 'typeorm';
import { DayColumn, IdColumn, InstantColumn, LongTextColumn, TextColumn } from '../../platform/database/index.js';

@Entity('city_bundle')
export class CityBundleEntity {
  @IdColumn() id: number;
  @TextColumn(12) regionCode: string;
  @DayColumn() dueOn: string;
  @TextColumn(64) stateHash: string;
  /** JSON array of `BundledReport`. */
  @LongTextColumn() reports: string;
  @TextColumn(100) requestedBy: string;
  @InstantColumn() requestedAt: Date;
  @TextColumn(64, { nullable: true }) fileHash: string | null;
  @InstantColumn({ nullable: true }) madeAt: Date | null;
}
