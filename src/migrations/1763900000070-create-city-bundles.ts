import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable } from '../platform/database/index.js';

/** The archives of a due day, one row for each state of the counties' reports that one was asked for. */
export class CreateCityBundles1763900000070 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'city_bundle', {
      columns: [
        column.id(),
        column.text('regionCode', 12),
        column.day('dueOn'),
        column.text('stateHash', 64),
        column.longText('reports'),
        column.text('requestedBy', 100),
        column.instant('requestedAt'),
        nullable(column.text('fileHash', 64)),
        nullable(column.instant('madeAt')),
      ],
      uniques: [{ name: 'uq_city_bundle_state', columnNames: ['stateHash'] }],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('city_bundle');
  }
}
