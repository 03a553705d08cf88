import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, IntColumn, LongTextColumn, TextColumn } from '../../../platform/database/index.js';

/** A sample of a band, to be decided one by one before the band is accepted in bulk. */
@Entity('bulk_sample')
export class BulkSampleEntity {
  @IdColumn() id: number;
  /** JSON array. */
  @LongTextColumn() counties: string;
  /** JSON. */
  @LongTextColumn() filter: string;
  /** SHA-256 of counties, filter and ruleset, hexadecimal. */
  @TextColumn(64) fingerprint: string;
  @TextColumn(20) ruleset: string;
  @IntColumn() seed: number;
  @TextColumn(100) drawnBy: string;
  @InstantColumn() drawnAt: Date;
  /** The bulk acceptance that rests on it. */
  @IntColumn({ nullable: true }) acceptedByActId: number | null;
}

@Entity('bulk_sample_item')
export class BulkSampleItemEntity {
  @IdColumn() id: number;
  @IntColumn() sampleId: number;
  @IntColumn() enterpriseId: number;
  @IntColumn() unitId: number;
}
