import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

/** Divisions, import batches and their rows. */
export class CreateIntake1763800000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createGeography(queryRunner);
    await createIntake(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('source_row');
    await queryRunner.dropTable('import_batch');
    await queryRunner.dropTable('region');
  }
}

async function createGeography(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'region', {
    columns: [
      column.key('code', 12),
      column.text('name', 60),
      column.text('level', 10),
      nullable(column.text('parentCode', 12)),
      column.longText('aliases'),
    ],
  });
}

async function createIntake(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'import_batch', {
    columns: [
      column.id(),
      column.text('kind', 30),
      column.text('fileName', 255),
      column.text('fileHash', 64),
      nullable(column.text('countyCode', 12)),
      nullable(column.text('asOf', 7)),
      column.text('purpose', 64),
      column.longText('countyCodes'),
      column.text('state', 10),
      ...['rowCount', 'newCount', 'changedCount', 'unchangedCount', 'missingCount'].map(column.int),
      column.longText('errors'),
      column.longText('warnings'),
      column.text('createdBy', 100),
      column.instant('createdAt'),
      nullable(column.text('appliedBy', 100)),
      nullable(column.instant('appliedAt')),
      column.int('version'),
    ],
    uniques: [{ name: 'uq_import_batch_purpose', columnNames: ['purpose'] }],
  });
  await createTable(queryRunner, 'source_row', {
    columns: [
      column.keyInt('batchId'),
      column.key('sheet', 120),
      column.keyInt('rowNumber'),
      column.flag('hidden'),
      column.longText('raw'),
    ],
    foreignKeys: [references('batchId', 'import_batch')],
  });
}
