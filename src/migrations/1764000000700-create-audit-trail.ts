import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, guardAppendOnly, nullable, unguardAppendOnly } from '../platform/database/index.js';

/** Before the first entry. */
const NO_CODE = '0'.repeat(64);

/** The audit trail and its end. Only entries that a purge has declared past (`audit_head.purgedTo`) may be removed. */
export class CreateAuditTrail1764000000700 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createEntries(queryRunner);
    await createTable(queryRunner, 'audit_head', {
      columns: [column.key('slot', 10), column.int('seq'), column.text('mac', 64), column.int('purgedTo')],
    });
    await queryRunner.query(`INSERT INTO audit_head (slot, seq, mac, purgedTo) VALUES ('current', 0, '${NO_CODE}', 0)`);
    await guardAppendOnly(queryRunner, 'audit_entry', 'OLD.seq <= COALESCE((SELECT purgedTo FROM audit_head), 0)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await unguardAppendOnly(queryRunner, 'audit_entry');
    await queryRunner.dropTable('audit_head');
    await queryRunner.dropTable('audit_entry');
  }
}

const createEntries = (queryRunner: QueryRunner): Promise<void> =>
  createTable(queryRunner, 'audit_entry', {
    columns: [
      column.keyInt('seq'),
      column.instant('at'),
      column.text('action', 60),
      column.text('outcome', 10),
      column.text('subjectKind', 20),
      nullable(column.text('subjectId', 64)),
      nullable(column.text('countyCode', 12)),
      nullable(column.int('userId')),
      nullable(column.text('userName', 50)),
      column.text('role', 32),
      nullable(column.text('regionCode', 12)),
      column.text('channel', 10),
      column.text('source', 120),
      nullable(column.text('address', 64)),
      nullable(column.text('requestId', 64)),
      nullable(column.text('session', 16)),
      nullable(column.longText('before')),
      nullable(column.longText('after')),
      nullable(column.text('reason', 500)),
      column.text('keyId', 12),
      column.text('mac', 64),
    ],
    indices: [
      { name: 'ix_audit_entry_at', columnNames: ['at'] },
      { name: 'ix_audit_entry_user', columnNames: ['userId'] },
      { name: 'ix_audit_entry_county', columnNames: ['countyCode'] },
      { name: 'ix_audit_entry_action', columnNames: ['action'] },
      { name: 'ix_audit_entry_subject', columnNames: ['subjectKind', 'subjectId'] },
    ],
  });
