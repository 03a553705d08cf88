import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable, references } from '../platform/database/index.js';

/** One collected message per recipient and day, and what became of it on each channel. */
export class CreateReminders1763900000062 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'reminder_message', {
      columns: [
        column.id(),
        column.text('recipient', 20),
        nullable(column.int('userId')),
        column.text('regionCode', 12),
        column.text('addressee', 60),
        column.day('day'),
        column.longText('reminders'),
        nullable(column.instant('readAt')),
        column.instant('createdAt'),
      ],
      uniques: [{ name: 'uq_reminder_message', columnNames: ['recipient', 'day'] }],
      indices: [{ name: 'ix_reminder_message_user', columnNames: ['userId'] }],
      foreignKeys: [references('userId', 'user_account')],
    });
    await createTable(queryRunner, 'reminder_delivery', {
      columns: [
        column.id(),
        column.int('messageId'),
        column.text('channel', 10),
        column.text('state', 10),
        nullable(column.text('errorCode', 60)),
        column.instant('changedAt'),
      ],
      uniques: [{ name: 'uq_reminder_delivery', columnNames: ['messageId', 'channel'] }],
      foreignKeys: [references('messageId', 'reminder_message')],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('reminder_delivery');
    await queryRunner.dropTable('reminder_message');
  }
}
