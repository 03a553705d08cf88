import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable } from '../platform/database/index.js';

/** How people are reached: an e-mail address of a user, a group robot of an organisation. */
export class CreateContacts1763900000061 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // Not by TypeORM: on SQLite it would copy the table, to which sessions refer.
    await queryRunner.query('ALTER TABLE user_account ADD COLUMN email varchar(254)');
    await createTable(queryRunner, 'organisation_webhook', {
      columns: [
        column.key('regionCode', 12),
        column.text('format', 10),
        column.longText('sealedUrl'),
        column.int('version'),
        column.instant('setAt'),
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('organisation_webhook');
    await queryRunner.query('ALTER TABLE user_account DROP COLUMN email');
  }
}
