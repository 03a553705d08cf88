import { Entity } from 'typeorm';
import { KeyColumn } from './columns.js';

/** Rows that units of work lock to follow each other (see `Database.unitOfWork`). */
@Entity('write_lock')
export class WriteLockEntity {
  @KeyColumn(40) name: string;
}
