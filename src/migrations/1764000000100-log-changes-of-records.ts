import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable } from '../platform/database/index.js';

/** Which enterprises, units and links have changed since matching looked at them. */
export class LogChangesOfRecords1764000000100 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'record_change', {
      columns: [column.id(), column.text('place', 12), column.text('kind', 20), column.int('recordId')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('record_change');
  }
}
