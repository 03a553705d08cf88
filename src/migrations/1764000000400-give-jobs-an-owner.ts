import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column, dropColumns } from '../platform/database/index.js';

const OWNER = [column.text('owner', 12)];

/** Whose job it is: other organisations are not told of it. */
export class GiveJobsAnOwner1764000000400 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumns(queryRunner, 'job', OWNER);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropColumns(queryRunner, 'job', OWNER);
  }
}
