import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

/** Divisions, import batches and their rows. */
export class CreateIntake1763800000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createGeography(queryRunner);
    await createIntake(queryRunner);
    await createIssuesAndSettings(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('import_change');
    await queryRunner.dropTable('import_mapping');
    await queryRunner.dropTable('import_correction');
    await queryRunner.dropTable('import_issue');
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
      column.text('regionCode', 12),
      column.text('purpose', 64),
      column.longText('countyCodes'),
      column.text('state', 10),
      ...['rowCount', 'newCount', 'changedCount', 'unchangedCount', 'missingCount', 'errorCount', 'warningCount'].map(column.int),
      column.longText('sheets'),
      nullable(column.longText('rejection')),
      nullable(column.longText('notice')),
      nullable(column.text('planHash', 64)),
      nullable(column.instant('checkedAt')),
      column.text('createdBy', 100),
      column.instant('createdAt'),
      nullable(column.text('appliedBy', 100)),
      nullable(column.instant('appliedAt')),
      nullable(column.text('undoneBy', 100)),
      nullable(column.instant('undoneAt')),
      nullable(column.text('undoReason', 500)),
      nullable(column.longText('correctionFile')),
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

async function createIssuesAndSettings(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'import_issue', {
    columns: [
      column.id(),
      column.int('batchId'),
      column.text('severity', 7),
      column.text('sheet', 120),
      column.int('rowNumber'),
      column.text('header', 120),
      column.text('code', 60),
      column.text('message', 500),
    ],
    indices: [{ name: 'ix_import_issue_batch', columnNames: ['batchId', 'severity', 'code'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'import_correction', {
    columns: [
      column.id(),
      column.int('batchId'),
      column.longText('correction'),
      column.text('createdBy', 100),
      column.instant('createdAt'),
    ],
    indices: [{ name: 'ix_import_correction_batch', columnNames: ['batchId'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'import_change', {
    columns: [
      column.id(),
      column.int('batchId'),
      column.text('type', 7),
      nullable(column.text('sheet', 120)),
      nullable(column.int('rowNumber')),
      column.longText('content'),
    ],
    indices: [{ name: 'ix_import_change_batch', columnNames: ['batchId', 'type'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'import_mapping', {
    columns: [
      column.id(),
      column.text('regionCode', 12),
      column.text('kind', 30),
      column.text('fingerprint', 64),
      column.longText('fields'),
      column.instant('updatedAt'),
    ],
    uniques: [{ name: 'uq_import_mapping', columnNames: ['regionCode', 'kind', 'fingerprint'] }],
  });
}
