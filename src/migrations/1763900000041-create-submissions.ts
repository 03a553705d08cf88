import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  column,
  createTable,
  dropColumns,
  guardAppendOnly,
  nullable,
  references,
  unguardAppendOnly,
} from '../platform/database/index.js';

const OF_REPORT = [
  column.text('forms', 200),
  column.instant('openedAt'),
  column.int('submissionId'),
  column.instant('firstSubmittedAt'),
  column.instant('submittedAt'),
  column.instant('unlockedAt'),
  column.instant('unlockedUntil'),
  column.text('fallbackState', 12),
];

/** What counties hand in, and everything on the way there. */
export class CreateSubmissions1763900000041 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumns(queryRunner, 'county_report', OF_REPORT);
    await createFrozen(queryRunner);
    await createDraft(queryRunner);
    await guardAppendOnly(queryRunner, 'coverage_snapshot');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await unguardAppendOnly(queryRunner, 'coverage_snapshot');
    await queryRunner.dropTable('reported_case');
    await queryRunner.dropTable('report_override');
    await queryRunner.dropTable('report_event');
    await queryRunner.dropTable('submission_batch');
    await queryRunner.dropTable('report_submission');
    await dropColumns(queryRunner, 'county_report', OF_REPORT);
  }
}

async function createFrozen(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'report_submission', {
    columns: [
      column.id(),
      column.int('reportId'),
      column.text('countyCode', 12),
      column.int('number'),
      column.text('receiptNumber', 60),
      column.longText('content'),
      column.text('hash', 64),
      column.text('rules', 100),
      column.int('snapshotId'),
      column.text('submittedBy', 100),
      column.instant('submittedAt'),
    ],
    uniques: [
      { name: 'uq_report_submission', columnNames: ['reportId', 'number'] },
      { name: 'uq_report_submission_receipt', columnNames: ['receiptNumber'] },
    ],
    foreignKeys: [references('reportId', 'county_report'), references('snapshotId', 'coverage_snapshot')],
  });
  await createTable(queryRunner, 'submission_batch', {
    columns: [column.keyInt('submissionId'), column.keyInt('batchId')],
    indices: [{ name: 'ix_submission_batch', columnNames: ['batchId'] }],
    foreignKeys: [references('submissionId', 'report_submission')],
  });
  await createTable(queryRunner, 'report_event', {
    columns: [
      column.id(),
      column.int('reportId'),
      column.int('version'),
      column.text('type', 20),
      column.text('fromState', 12),
      column.text('toState', 12),
      nullable(column.int('submissionId')),
      nullable(column.longText('details')),
      column.text('madeBy', 100),
      column.instant('madeAt'),
    ],
    indices: [{ name: 'ix_report_event_report', columnNames: ['reportId', 'version'] }],
    foreignKeys: [references('reportId', 'county_report')],
  });
  for (const table of ['report_submission', 'submission_batch', 'report_event']) await guardAppendOnly(queryRunner, table);
}

async function createDraft(queryRunner: QueryRunner): Promise<void> {
  await createTable(queryRunner, 'report_override', {
    columns: [
      column.id(),
      column.int('reportId'),
      column.text('form', 20),
      column.text('rowKey', 40),
      column.text('field', 30),
      column.longText('content'),
      column.text('madeBy', 100),
      column.instant('madeAt'),
      nullable(column.text('endedBy', 100)),
      nullable(column.instant('endedAt')),
    ],
    indices: [{ name: 'ix_report_override_report', columnNames: ['reportId', 'form', 'rowKey', 'field'] }],
    foreignKeys: [references('reportId', 'county_report')],
  });
  await createTable(queryRunner, 'reported_case', {
    columns: [column.keyInt('caseId'), column.int('reportId'), column.flag('supplementary'), column.instant('assignedAt')],
    indices: [{ name: 'ix_reported_case_report', columnNames: ['reportId'] }],
    foreignKeys: [references('reportId', 'county_report')],
  });
}
