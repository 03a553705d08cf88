import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

export class CreateAccess1763800000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'user_account', {
      columns: [
        column.id(),
        column.text('username', 32),
        column.text('displayName', 50),
        column.text('passwordHash', 191),
        column.text('role', 32),
        column.text('regionCode', 12),
        column.flag('mustChangePassword'),
        column.flag('disabled'),
        column.int('failedAttempts'),
        nullable(column.instant('lockedUntil')),
        column.int('version'),
        column.instant('createdAt'),
      ],
      uniques: [{ name: 'UQ_user_account_username', columnNames: ['username'] }],
    });
    await createTable(queryRunner, 'user_session', {
      columns: [
        column.key('tokenHash', 64),
        column.int('userId'),
        column.instant('createdAt'),
        column.instant('lastSeenAt'),
        column.instant('expiresAt'),
      ],
      indices: [{ name: 'IX_user_session_userId', columnNames: ['userId'] }],
      foreignKeys: [references('userId', 'user_account')],
    });
    await createTable(queryRunner, 'data_key', {
      columns: [column.key('slot', 10), column.text('keyId', 20), column.instant('boundAt')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('data_key');
    await queryRunner.dropTable('user_session');
    await queryRunner.dropTable('user_account');
  }
}
