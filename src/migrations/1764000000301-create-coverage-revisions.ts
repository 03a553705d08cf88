import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable } from '../platform/database/index.js';

export class CreateCoverageRevisions1764000000301 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'coverage_revision', {
      columns: [column.key('countyCode', 12), column.keyInt('enterpriseId'), column.text('token', 24)],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('coverage_revision');
  }
}
