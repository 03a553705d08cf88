import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, column, createTable, dropColumns, nullable, references } from '../platform/database/index.js';

const OF_ACCOUNTS = [column.instant('passwordSetAt'), column.instant('lastActiveAt'), column.instant('secondFactorAt')].map(nullable);

/** Failures are counted by name and address instead of by account alone; passwords are remembered, second factors kept. */
export class GuardLogIn1764000000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await addColumns(queryRunner, 'user_account', OF_ACCOUNTS);
    // Nobody knows when accounts were used last: none is to be found unused by the update itself.
    await queryRunner.query('UPDATE user_account SET lastActiveAt = ?', [new Date().toISOString().replace('T', ' ').slice(0, -1)]);
    await dropColumns(queryRunner, 'user_account', [column.int('failedAttempts'), column.instant('lockedUntil')]);
    await this.createCounts(queryRunner);
    await this.createPasswords(queryRunner);
    await this.createSecondFactors(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['second_factor_role', 'recovery_code', 'second_factor', 'earlier_password', 'home_address', 'log_in_count']) {
      await queryRunner.dropTable(table);
    }
    await queryRunner.query('ALTER TABLE user_account ADD COLUMN failedAttempts integer NOT NULL DEFAULT 0');
    await addColumns(queryRunner, 'user_account', [nullable(column.instant('lockedUntil'))]);
    await dropColumns(queryRunner, 'user_account', OF_ACCOUNTS);
  }

  private async createCounts(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'log_in_count', {
      columns: [
        column.key('who', 22),
        column.key('address', 45),
        column.int('failures'),
        column.instant('lastFailureAt'),
        nullable(column.instant('lockedUntil')),
      ],
    });
    await createTable(queryRunner, 'home_address', {
      columns: [column.keyInt('userId'), column.key('address', 45), column.instant('lastAt')],
      foreignKeys: [references('userId', 'user_account')],
    });
  }

  private async createPasswords(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'earlier_password', {
      columns: [column.id(), column.int('userId'), column.text('passwordHash', 191), column.instant('setAt')],
      indices: [{ name: 'IX_earlier_password_userId', columnNames: ['userId'] }],
      foreignKeys: [references('userId', 'user_account')],
    });
  }

  private async createSecondFactors(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'second_factor', {
      columns: [column.keyInt('userId'), column.longText('secretSealed'), column.int('lastStep'), column.instant('createdAt')],
      foreignKeys: [references('userId', 'user_account')],
    });
    await createTable(queryRunner, 'recovery_code', {
      columns: [column.keyInt('userId'), column.key('codeHash', 64)],
      foreignKeys: [references('userId', 'user_account')],
    });
    await createTable(queryRunner, 'second_factor_role', {
      columns: [column.key('role', 32), column.text('setBy', 50), column.instant('setAt')],
    });
  }
}
