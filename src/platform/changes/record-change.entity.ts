import { Entity } from 'typeorm';
import { IdColumn, IntColumn, TextColumn } from '../database/index.js';

/** That a record is another than before; kept until whoever goes on from what it was has seen it. */
@Entity('record_change')
export class RecordChangeEntity {
  @IdColumn() id: number;
  /** The county of an enterprise or of its links, the pooling area (a city) of a unit. */
  @TextColumn(12) place: string;
  @TextColumn(20) kind: string;
  @IntColumn() recordId: number;
}
