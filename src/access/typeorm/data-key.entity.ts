import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn, TextColumn } from '../../platform/database/index.js';

/** Which data key wraps the database's keys: one row. */
@Entity('data_key')
export class DataKeyEntity {
  @KeyColumn(10) slot: 'current';
  @TextColumn(20) keyId: string;
  @InstantColumn() boundAt: Date;
}
