import { Entity } from 'typeorm';
import { InstantColumn, KeyColumn, KeyIntColumn } from '../../platform/database/index.js';

/** Where an account was logged in to. */
@Entity('home_address')
export class HomeAddressEntity {
  @KeyIntColumn() userId: number;
  @KeyColumn(45) address: string;
  @InstantColumn() lastAt: Date;
}
