import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable } from '../platform/database/index.js';

export class CreateWriteLocks1763800000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'write_lock', { columns: [column.key('name', 40)] });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('write_lock');
  }
}
