import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column, dropColumns } from '../platform/database/index.js';

const PARTICULARS = [column.text('contact', 100), column.text('phones', 200), column.text('address', 300)];

/** What an extract says of a unit beside its name: evidence for matching. */
export class AddParticularsOfUnits1763900000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumns(queryRunner, 'enrolment_record', PARTICULARS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropColumns(queryRunner, 'enrolment_record', PARTICULARS);
  }
}
