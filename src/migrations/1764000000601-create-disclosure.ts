import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  column,
  createTable,
  dropColumns,
  guardAppendOnly,
  guardSealedAppendOnly,
  nullable,
  unguardAppendOnly,
  type SealedTable,
} from '../platform/database/index.js';

/** Of batches from before it is not known whose they are: nobody's, for whoever asks for their file. */
const OF_BATCH = [column.int('createdById')];

const SUBMISSIONS: SealedTable = {
  name: 'report_submission',
  sealed: 'content',
  fixed: ['id', 'reportId', 'countyCode', 'number', 'receiptNumber', 'hash', 'rules', 'snapshotId', 'submittedBy', 'submittedAt'],
};
const EVENTS: SealedTable = {
  name: 'report_event',
  sealed: 'details',
  fixed: ['id', 'reportId', 'version', 'type', 'fromState', 'toState', 'submissionId', 'madeBy', 'madeAt'],
};

/** Requests for files in the clear, how often people were looked at, and who handed a file over. What was handed in stays as it is; only the key that seals it may be another one from now on. */
export class CreateDisclosure1764000000601 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'export_request', {
      columns: [
        column.id(),
        column.text('kind', 20),
        column.text('subject', 60),
        column.text('title', 255),
        nullable(column.text('countyCode', 12)),
        column.text('regionCode', 12),
        column.longText('reason'),
        column.text('state', 10),
        column.int('requestedById'),
        column.text('requestedBy', 100),
        column.instant('requestedAt'),
        nullable(column.text('decidedBy', 100)),
        nullable(column.instant('decidedAt')),
        nullable(column.longText('decisionReason')),
        column.int('downloads'),
        column.int('version'),
      ],
    });
    await createTable(queryRunner, 'personal_look', {
      columns: [column.id(), column.int('userId'), column.instant('lookedAt')],
      indices: [{ name: 'ix_personal_look_user', columnNames: ['userId', 'lookedAt'] }],
    });
    await addColumns(queryRunner, 'import_batch', OF_BATCH);
    // Archives hold their members in the clear; asked for again, they are made masked.
    await queryRunner.query('DELETE FROM city_bundle');
    for (const table of [SUBMISSIONS, EVENTS]) {
      await unguardAppendOnly(queryRunner, table.name);
      await guardSealedAppendOnly(queryRunner, table);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of [SUBMISSIONS, EVENTS]) {
      await unguardAppendOnly(queryRunner, name);
      await guardAppendOnly(queryRunner, name);
    }
    await dropColumns(queryRunner, 'import_batch', OF_BATCH);
    await queryRunner.dropTable('personal_look');
    await queryRunner.dropTable('export_request');
  }
}
