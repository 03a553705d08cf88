import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardAppendOnly, guardSealedAppendOnly, unguardAppendOnly, type SealedTable } from '../platform/database/index.js';

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

/** What was handed in stays as it is; only the key that seals it may be another one later. */
export class LetSealedTextsChangeTheirKey1764000000601 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
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
  }
}
