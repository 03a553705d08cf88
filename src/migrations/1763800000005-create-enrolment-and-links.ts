import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

const origin = [column.int('batchId'), column.text('sheet', 120), column.int('rowNumber')];

/** Insured units and their links with enterprises. */
export class CreateEnrolmentAndLinks1763800000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createEnrolment(queryRunner);
    await createMatching(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('enterprise_unit_link');
    await queryRunner.dropTable('enrolment_record');
    await queryRunner.dropTable('enrolment_unit');
  }
}

async function createEnrolment(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'enrolment_unit', {
    columns: [
      column.id(),
      column.text('poolingArea', 12),
      column.text('unitNo', 40),
      column.text('name', 200),
      nullable(column.text('creditCode', 18)),
      nullable(column.text('countyCode', 12)),
      column.text('newestMonth', 7),
      column.int('batchId'),
    ],
    uniques: [{ name: 'uq_enrolment_unit_no', columnNames: ['poolingArea', 'unitNo'] }],
    indices: [{ name: 'ix_enrolment_unit_batch', columnNames: ['batchId'] }],
    foreignKeys: [references('batchId', 'import_batch')],
  });
  await createTable(queryRunner, 'enrolment_record', {
    columns: [
      column.id(),
      column.int('unitId'),
      column.text('month', 7),
      column.text('insurance', 10),
      column.text('status', 12),
      column.int('insuredCount'),
      column.text('name', 200),
      nullable(column.text('creditCode', 18)),
      nullable(column.text('countyCode', 12)),
      ...origin,
      column.instant('recordedAt'),
      nullable(column.int('supersededByBatchId')),
    ],
    indices: [
      { name: 'ix_enrolment_record_unit', columnNames: ['unitId', 'month'] },
      { name: 'ix_enrolment_record_source', columnNames: ['batchId', 'rowNumber'] },
    ],
    foreignKeys: [references('unitId', 'enrolment_unit')],
  });
}

async function createMatching(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'enterprise_unit_link', {
    columns: [
      column.id(),
      column.int('enterpriseId'),
      column.int('unitId'),
      column.text('countyCode', 12),
      column.text('status', 10),
      column.text('tier', 1),
      column.text('relation', 20),
      column.int('score'),
      column.int('rank'),
      column.text('reason', 500),
      column.longText('evidence'),
      column.text('ruleset', 20),
      nullable(column.text('decidedBy', 100)),
      nullable(column.instant('decidedAt')),
      nullable(column.text('note', 500)),
      column.int('version'),
      column.instant('updatedAt'),
    ],
    uniques: [{ name: 'uq_link_pair', columnNames: ['enterpriseId', 'unitId'] }],
    indices: [
      { name: 'ix_link_unit', columnNames: ['unitId'] },
      { name: 'ix_link_county', columnNames: ['countyCode', 'status'] },
    ],
    foreignKeys: [references('enterpriseId', 'enterprise'), references('unitId', 'enrolment_unit')],
  });
}
